import { digest } from "./events";
import { inngest } from "./client";
import { findPage } from "./pages";
function weekOf(time: number): string {
  return `week-${Math.floor(time / 604_800_000)}`;
}
export const pages = inngest.createFunction({ id: "pages" }, { event: "x/y" }, async ({ step }) => {
  const week = weekOf(Date.now()); // error
  for (let number = 1; ; number += 1) {
    const page = await step.run(`find-${number}`, () => findPage(number));
    await step.sendEvent(
      `send-${number}`,
      page.rows.map((row) =>
        digest.create({ week, userId: row.userId }, { id: `digest-${row.userId}` }),
      ),
    );
    if (page.next === null) return { number };
  }
});
export const ids = inngest.createFunction({ id: "ids" }, { event: "x/y" }, async ({ step }) => {
  const week = weekOf(Date.now()); // error
  const page = await step.run("find", () => findPage(1));
  await step.sendEvent(
    "send",
    page.rows.map((row) => digest.create({ week }, { id: `digest-${week}-${row.userId}` })),
  );
});
export const beside = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ step }) => {
  const at = new Date(); // error
  await Promise.all([
    step.sendEvent("one", { name: "a/b", data: { at } }),
    step.sendEvent("two", { name: "a/c", data: { at } }),
  ]);
});
export const mapped = inngest.createFunction(
  { id: "m" },
  { event: "x/y" },
  async ({ event, step }) => {
    const key = crypto.randomUUID(); // error
    await Promise.all(
      event.data.ids.map((id) => step.invoke(`work-${id}`, { function: ids, data: { key, id } })),
    );
  },
);
