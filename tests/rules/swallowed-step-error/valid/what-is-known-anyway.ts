import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("load", async () => {
    try {
      const found = await accountsOf(event.data.user);
      if (found) return { accounts: found, source: "database" };
    } catch (error) {
      console.warn(error);
    }
    return { accounts: event.data.accounts, source: "event" };
  });
});
