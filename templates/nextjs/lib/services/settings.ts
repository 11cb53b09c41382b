import { NonRetriableError } from "inngest";

/** What the environment tells this app; `.env.example` says what each is for. */
export type Setting =
  "ANSWER_SECRET" | "APP_URL" | "SLACK_CHANNEL" | "TEAM_EMAIL";

/** Gives a setting; a run that needs one that is not set fails at once and names it. */
export function setting(name: Setting): string {
  const value = process.env[name];
  if (!value) throw new NonRetriableError(`${name} is not set`);
  return value;
}
