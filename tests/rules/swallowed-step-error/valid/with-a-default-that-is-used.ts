import { inngest } from "./client";
async function runAll(id: string) {
  const emit = async (text: string) => {
    await note(id, text).catch(() => {});
  };
  await emit("started");
  await work(id);
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("tell", async () => {
    const plain = `There are ${event.data.count} markets.`;
    let text = plain;
    let tokens = 0;
    try {
      const made = await summarize(event.data.id);
      text = made.text || plain;
      tokens = made.tokens;
    } catch (error) {
      console.warn("no summary, the plain text does", error);
    }
    await publish(text, tokens);
  });
  await step.run("status", async () => {
    let status = "failed";
    try {
      await send(event.data.id);
      status = "sent";
    } catch (error) {
      console.error(error);
    }
    await save(event.data.id, status);
  });
  await step.run("all", () => runAll(event.data.id));
});
