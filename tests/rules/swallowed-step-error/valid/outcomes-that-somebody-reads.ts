import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("all", async () => {
    const sent = await Promise.allSettled(event.data.ids.map((id) => mail.send(id)));
    const failed = sent.filter((each) => each.status === "rejected");
    if (failed.length > 0) throw new Error("some were not sent");
  });
  await step.run("counted", async () => {
    const sent = await Promise.allSettled(event.data.ids.map((id) => mail.send(id)));
    const failed = sent.filter((each) => each.status === "rejected").length;
    if (failed > 0) throw new Error("some were not sent");
  });
  const sent = await step.run("returned", () =>
    Promise.allSettled(event.data.ids.map((id) => mail.send(id))),
  );
  return sent.length;
  const given = await step.run("given", () => Promise.allSettled([mail.send("a")]));
  await step.run("tell", () => tell(given.filter((each) => each.status === "rejected").length));
  return step.run("returned", () => Promise.allSettled([mail.send("a")]));
});
