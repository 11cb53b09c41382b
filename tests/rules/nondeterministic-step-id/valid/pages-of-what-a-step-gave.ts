import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const key = await step.run("key", () => vault.read(event.data.id));
  const client = new Client({ key });
  const total = await step.run("total", async () => (await client.list({ limit: 1 })).total);
  let token: string | undefined;
  do {
    const id = `page-${token ?? "first"}`;
    const page = await step.run(id, () => client.list({ token }));
    token = page.next;
  } while (token);
  let end = total;
  while (end > 0) {
    const start = Math.max(0, end - 100);
    await step.run(`part-${start}`, () => client.list({ start }));
    end = start;
  }
});
