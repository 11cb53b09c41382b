import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("mail", async () => {
    try {
      await mail.send(event.data.to);
    } catch (error) { // error
      console.warn(error);
    }
    await db.mark(event.data.to);
  });
  await step.run("known", async () => {
    const known = await probe(event.data.path).catch(() => null); // error
    return { known };
  });
});
