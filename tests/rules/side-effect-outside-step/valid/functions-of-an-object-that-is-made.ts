import { inngest } from "./client";
function repositoryOf(url: string) {
  return {
    async save() {
      await fetch(url, { method: "PUT" });
    },
    name: async (id: string) => `${url}/${id}`,
  };
}
const dependencies = () => ({ repository: repositoryOf("https://example.com"), log: (text: string) => console.log(text) });
async function handle(step: any, given: ReturnType<typeof dependencies>) {
  await step.run("save", () => given.repository.save());
  given.log(await given.repository.name("a"));
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) =>
  handle(step, dependencies()),
);
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ step }) => {
  const repository = repositoryOf("https://example.com");
  await step.run("save", repository.save);
  await step.run("name", async () => repository.name("a"));
  return await repository.name("b");
});
type Branch = { condition: (order: Order) => Promise<boolean> | boolean; then: string };
async function next(step: any, order: Order, branch: Branch) {
  if (await branch.condition(order)) await step.run(branch.then, () => load(order));
}
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ event, step }) => {
  await next(step, event.data, { condition: (order) => order.paid, then: "pay" });
  for (const branch of branches) await next(step, event.data, branch);
});
