import { inngest } from "./client";
import { mail, summary } from "./mail";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const sent = await step.run("send", async () => {
    try {
      return await mail.send(event.data.email);
    } catch (error) {
      return "failed";
    }
  });
  return { outcome: summary(sent), ok: sent !== "failed" };
});
