import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("all", async () => {
    await Promise.allSettled(event.data.ids.map((id) => mail.send(id))); // error
  });
  await step.run("kept", async () => {
    const sent = await Promise.allSettled(event.data.ids.map((id) => mail.send(id))); // error
    return event.data.ids.length;
  });
  await step.run("counted", async () => {
    const sent = await Promise.allSettled(event.data.ids.map((id) => mail.send(id))); // error
    return sent.length;
  });
  await step.run("told", async () => {
    const sent = await Promise.allSettled(event.data.ids.map((id) => mail.send(id))); // error
    return { sent: sent.filter((each) => each.status === "fulfilled").length };
  });
  await step.run("given", () => Promise.allSettled(event.data.ids.map((id) => mail.send(id)))); // error
  const unused = await step.run("unused", () => Promise.allSettled([mail.send("a")])); // error
});
export const partly = inngest.createFunction({ id: "partly" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("store", async () => {
    const errors: string[] = [];
    await Promise.allSettled( // error
      event.data.names.map(async (name) => {
        const row = await lookUp(name);
        try {
          await store(row);
        } catch (error) {
          errors.push(String(error));
        }
      }),
    );
    return { errors };
  });
});
