import { inngest } from "./client";

// Each is a warning: the run's output, or a log, tells what failed, and nothing depends on it.
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  let total = 0;
  const pulled = [];
  for (const id of event.data.ids) {
    if (total >= 500) break;
    const one = await step.run(`pull-${id}`, async () => {
      try {
        return { added: await pull(id) };
      } catch (error) { // error
        console.error("not pulled", error);
        return { added: 0, error: String(error) };
      }
    });
    total += one.added;
    pulled.push({ id, error: one.error });
  }
  return { total, pulled };
});

export const b = inngest.createFunction({ id: "b" }, { event: "x/z" }, async ({ event, step }) => {
  const posted: Record<string, { success: boolean }> = {};
  for (const id of event.data.ids) {
    posted[id] = await step.run(`post-${id}`, async () => {
      try {
        return { success: true, post: await post(id) };
      } catch (error) { // error
        console.error("not posted", error);
        return { success: false, error: String(error) };
      }
    });
  }
  const done = Object.entries(posted).filter(([, each]) => each.success);
  if (done.length > 0) await step.sendEvent("tell", { name: "x/posted", data: { done } });
});

export const c = inngest.createFunction({ id: "c" }, { event: "x/u" }, async ({ event, step }) => {
  const sum = { sent: 0, errors: 0 };
  for (const id of event.data.ids) {
    const one = await step.run(`send-${id}`, async () => {
      try {
        await mail.send(id);
      } catch (error) { // error
        console.error("not sent", error);
        return { error: true };
      }
      return { error: false };
    });
    if (one.error) sum.errors++;
  }
  return sum;
});

export const d = inngest.createFunction({ id: "d" }, { event: "x/v" }, async ({ event, step }) => {
  const sum = { sent: 0, errors: 0 };
  await step.run("send", async () => {
    for (const id of event.data.ids) {
      try {
        await mail.send(id);
        sum.sent++;
      } catch (error) { // error
        console.error("not sent", error);
        sum.errors++;
      }
    }
  });
  return sum;
});
