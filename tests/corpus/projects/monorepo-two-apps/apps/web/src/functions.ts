import { inngest } from "./client";
import { EVENTS } from "@acme/shared";
export const hello = inngest.createFunction({ id: "hello", retries: 1 }, { event: EVENTS.signup }, async ({ step }) => {
  await step.run("greet", () => fetch("https://example.com"));
});
