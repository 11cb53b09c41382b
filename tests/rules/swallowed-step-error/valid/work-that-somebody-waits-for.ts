import { deliver, track } from "./deliver";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const mail = async (to) => {
    await deliver(to);
  };
  const count = async () => {};
  const onProgress = async (done) => {
    await db.runs.update(done);
  };
  await step.run("call", async () => {
    await mail(event.data.to);
    count();
    onProgress(1);
    track("mailed").catch(() => {});
    void fetch("https://metrics.test");
    console.log("mailed");
  });
  await step.run("returned", () => mail(event.data.to));
  await step.run("each", async () => {
    for (const id of event.data.ids) await mail(id);
    event.data.ids.forEach((id) => console.log(id));
  });
  await step.run("mapped", async () => {
    await Promise.all(event.data.ids.map(async (id) => mail(id)));
    const all = event.data.ids.map((id) => mail(id));
    await Promise.all(all);
  });
});
