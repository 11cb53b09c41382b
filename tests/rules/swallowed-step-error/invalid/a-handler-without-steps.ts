import { inngest } from "./client";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {
  const rows = await db.rows.findMany();
  for (const row of rows) {
    try {
      await dispatch(row);
    } catch (error) { // error
      console.warn(error);
    }
  }
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event }) => {
  try {
    await pull(event.data.id);
  } catch (error) { // error
    console.error(error);
  }
  return { status: "ok" };
});
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ event }) => {
  try {
    await pull(event.data.id);
    return { success: true };
  } catch (error) { // error
    await db.rows.update({ where: { id: event.data.id }, data: { status: "failed" } });
    return { success: false, message: String(error) };
  }
});
