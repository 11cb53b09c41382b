import { inngest } from "./client";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event }) => {
  try {
    await pull(event.data.id);
  } catch (error) {
    await db.rows.update({ where: { id: event.data.id }, data: { status: "failed" } });
    throw error;
  }
  try {
    await slack.post(event.data.id);
  } catch (error) {
    console.error(error);
  }
});
