import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("all", async () => {
    await Promise.allSettled(event.data.ids.map((id) => mail.send(id))); // error
  });
  await step.run("kept", async () => {
    const sent = await Promise.allSettled(event.data.ids.map((id) => mail.send(id))); // error
    return event.data.ids.length;
  });
});
