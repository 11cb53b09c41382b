import { inngest } from "./client";

export const a = inngest.createFunction({ id: "a" }, { event: "x/u" }, async ({ event, step }) => {
  const sum = { sent: 0, errors: 0 };
  for (const id of event.data.ids) {
    const one = await step.run(`send-${id}`, async () => {
      try {
        await mail.send(id);
      } catch (error) {
        console.error("not sent", error);
        return { error: true };
      }
      return { error: false };
    });
    if (one.error) sum.errors++;
  }
  if (sum.errors > 0) throw new Error("some were not sent");
});

/** best-effort: a count that cannot be made must never fail the run. */
export const b = inngest.createFunction({ id: "b" }, { event: "x/v" }, async ({ event, step }) => {
  await step.run("save", () => db.orders.create({ data: event.data }));
  // best-effort: the tiles are made anew each night
  await step.run("tiles", async () => {
    const store = getStore();
    try {
      return { made: await refresh(store) };
    } catch (error) {
      return { error: String(error) };
    }
  });
});
