import { deliver } from "./deliver";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const mail = async (to) => {
    await deliver(to);
  };
  await step.run("call", async () => {
    mail(event.data.to); // error
  });
  await step.run("request", () => {
    fetch("https://x.test", { method: "POST" }); // error
  });
  await step.run("event", async () => {
    inngest.send({ name: "x/z", data: {} }); // error
  });
  await step.run("each", async () => {
    event.data.ids.forEach(async (id) => {
      await mail(id); // error
    });
  });
  await step.run("mapped", async () => {
    event.data.ids.map(async (id) => mail(id)); // error
  });
});
