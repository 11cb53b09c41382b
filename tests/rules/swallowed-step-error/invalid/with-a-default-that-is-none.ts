import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("tell", async () => {
    let rows = [];
    let text = "";
    try {
      rows = await load(event.data.id);
      text = await summarize(rows);
    } catch (error) { // error
      console.warn(error);
    }
    await publish(text, rows);
  });
  await step.run("unused", async () => {
    let status = "failed";
    try {
      await send(event.data.id);
      status = "sent";
    } catch (error) { // error
      console.error(error);
    }
  });
});
