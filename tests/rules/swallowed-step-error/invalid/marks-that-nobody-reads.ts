import { inngest } from "./client";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const image = await step.run("draw", async () => {
    try {
      const drawn = await painter.draw(event.data.text);
      return { success: true, url: drawn.url };
    } catch (error) { // error
      console.error(error);
      return { success: false, error: String(error), url: null };
    }
  });
  await step.run("store", () => db.posts.update({ where: { id: event.data.id }, data: { image: image.url } }));
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  const { rows } = await step.run("load", async () => {
    try {
      return { ok: true, rows: await api.rows(event.data.id) };
    } catch { // error
      return { ok: false, rows: [] };
    }
  });
  await step.run("store", () => db.rows.createMany({ data: rows }));
});
