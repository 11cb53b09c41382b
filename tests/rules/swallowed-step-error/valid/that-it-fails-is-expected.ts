import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("notify", async () => {
      for (const user of event.data.users) {
        try {
          await db.notifications.insert({ user });
        } catch {
          // a duplicate: the user was told before
        }
      }
    });
    await step.run("revoke", async () => {
      try {
        await provider.revoke(event.data.token);
      } catch {
        // best effort: some providers cannot
      }
    });
    await step.run("read", async () => {
      try {
        return JSON.parse(await fs.readFile("index.json", "utf8"));
      } catch {
        return {};
      }
    });
  },
);
