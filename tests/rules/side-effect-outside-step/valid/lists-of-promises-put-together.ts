import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const book = await step.run("book", () => load(event.data.id));
  await Promise.all(
    book.parts
      .map((part, p) => part.rows.map((row, r) => step.run(`row-${p}-${r}`, () => save(row))))
      .flat(),
  );
  const told = event.data.users.map((user) => step.run(`tell-${user}`, () => tell(user)));
  const asked = event.data.users.map((user) => step.run(`ask-${user}`, () => ask(user)));
  const all = told.concat(asked);
  await Promise.allSettled(all);
  const more = event.data.rows.map((row) => step.run(`more-${row}`, () => save(row)));
  await Promise.all(more.slice(0, 10).toReversed());
});
