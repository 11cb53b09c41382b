import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  const asked = step.run("ask", () => ask());
  const doubled = asked.then((price) => price * 2);
  const safe = doubled.catch(() => 0);
  const ended = await asked.finally(() => console.log("asked"));
  const both = Promise.all([doubled, safe]).then(total);
  const again = await both.then(total);
  let later;
  if (event.data.fast) later = step.run("fast", () => ask());
  else later = step.run("slow", () => ask());
  await later.then(total);
  const byShop = {};
  for (const shop of event.data.shops) {
    byShop[shop] = step.run(`ask-${shop}`, () => ask(shop));
  }
  await Promise.all(Object.values(byShop));
  const byId = new Map();
  for (const id of event.data.ids)
    byId.set(
      id,
      step.run(`load-${id}`, () => load(id)),
    );
  await Promise.all(byId.values());
  await Promise.all([...byId.values()]);
  for (const row of await step.run("rows", () => load(ended, again))) console.log(row);
  for (const row of await Promise.all(byId.values())) console.log(row);
});
