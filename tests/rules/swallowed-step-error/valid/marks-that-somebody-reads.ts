import { inngest } from "./client";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const image = await step.run("draw", async () => {
    try {
      return { success: true, url: await painter.draw(event.data.text) };
    } catch (error) {
      return { success: false, url: null };
    }
  });
  if (!image.success) await step.run("tell", () => mail.failed(event.data.id));
  await step.run("store", () => db.posts.update({ data: { image: image.url } }));
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  const image = await step.run("draw", async () => {
    try {
      return { success: true, url: await painter.draw(event.data.text) };
    } catch (error) {
      return { success: false, url: PLACEHOLDER };
    }
  });
  await step.run("store", () => db.posts.update({ data: { image: image.url } }));
});
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ event, step }) => {
  const image = await step.run("draw", async () => {
    try {
      return { success: true, url: await painter.draw(event.data.text) };
    } catch (error) {
      return { success: false, url: null };
    }
  });
  await step.run("store", () => db.posts.update({ data: { image: image.url ?? PLACEHOLDER } }));
});
export const d = inngest.createFunction({ id: "d" }, { event: "x/y" }, async ({ event, step }) => {
  const image = await step.run("draw", async () => {
    try {
      return { success: true, url: await painter.draw(event.data.text) };
    } catch (error) {
      return { success: false, url: null };
    }
  });
  await step.run("store", () => save(event.data.id, image));
});
export const e = inngest.createFunction({ id: "e" }, { event: "x/y" }, async ({ event, step }) => {
  const { success, url } = await step.run("draw", async () => {
    try {
      return { success: true, url: await painter.draw(event.data.text) };
    } catch (error) {
      return { success: false, url: null };
    }
  });
  await step.run("store", () => save(success, url));
});
export const f = inngest.createFunction({ id: "f" }, { event: "x/y" }, async ({ event, step }) => {
  const { url } = await step.run("draw", async () => {
    try {
      return { success: true, url: await painter.draw(event.data.text) };
    } catch (error) {
      return { success: false, url: null };
    }
  });
  if (!url) return;
  await step.run("store", () => save(url));
});
