import { inngest } from "./client";
import { index } from "./search";

export const indexNote = inngest.createFunction(
  { id: "index-note", retries: 3 }, // expect: sdk-mismatch
  { event: "note/created" },
  async ({ event, step }) => {
    await step.run("index", () => index(event.data.id));
  },
);

export const tidy = inngest.createFunction(
  { id: "tidy-notes", retries: 1 }, // expect: sdk-mismatch
  { cron: "0 4 * * *" },
  async ({ step }) => {
    await step.run("tidy", () => index("all"));
  },
);

export const fresh = inngest.createFunction(
  { id: "fresh-note", retries: 1, triggers: [{ event: "note/created" }] }, // fine: v4's own shape
  async ({ event, step }) => {
    await step.run("index", () => index(event.data.id));
  },
);
