import { attempt, ProviderError, standIn } from "@/lib/services/provider";

/** A message, with links that Slack shows as buttons. */
export type SlackMessage = {
  channel: string;
  text: string;
  buttons?: { label: string; url: string }[];
  /** Slack knows no idempotency key: put this into the message's metadata, to find a double by. */
  key: string;
};

const posted = new Set<string>();

/** Stands in for Slack's `chat.postMessage`, on the console. */
export const slackProvider = {
  async post(message: SlackMessage): Promise<void> {
    standIn("lib/services/slack.ts");
    if (!message.channel) throw new ProviderError(404, "channel_not_found");
    if (posted.has(message.key)) return;
    posted.add(message.key);
    const links = message.buttons?.map(({ label, url }) => `${label}: ${url}`);
    const text = [message.text, ...(links ?? [])].join("\n  ");
    console.info(`slack to ${message.channel}: ${text}`);
  },
};

/** Posts a message to a channel. */
export async function postMessage(message: SlackMessage): Promise<void> {
  await attempt(() => slackProvider.post(message));
}
