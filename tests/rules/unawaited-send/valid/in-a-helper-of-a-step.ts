import { inngest } from "./client";
async function update(id: string) {
  await save(id);
  inngest.send({ name: "user/saved", data: { id } });
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("update", async () => {
    await update(event.data.id);
    await tell(event.data.id);
  });
});
