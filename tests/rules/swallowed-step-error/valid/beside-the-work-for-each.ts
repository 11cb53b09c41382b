import { inngest } from "./client";

async function tell(id: string) {
  try {
    await mail.send(id);
  } catch (error) {
    console.error("not sent", error);
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("all", async () => {
    await Promise.all(
      event.data.ids.map(async (id) => {
        await db.orders.create({ data: { id } });
        await tell(id);
      }),
    );
  });
  await step.run("beside", async () => {
    await db.orders.update({ where: { id: event.data.id }, data: { paid: true } });
    await Promise.allSettled(event.data.ids.map((id) => tell(id)));
  });
});
