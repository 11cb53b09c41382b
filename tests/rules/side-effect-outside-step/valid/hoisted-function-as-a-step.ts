import { inngest } from "./client";
const handler = async ({ event, step }) => {
  const body = await step.run("load", () => fetch(event.data.url).then((r) => r.json()));
  await step.run("hook", doHook);
  async function doHook() {
    await fetch(event.data.hook);
  }
};
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, wrap(handler));
export const tool = createTool({
  handler: async () => {
    await fetch("https://example.com");
  },
});
