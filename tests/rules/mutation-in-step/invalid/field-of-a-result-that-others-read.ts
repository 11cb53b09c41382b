import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const article = await step.run("write", () => write(event.data.post));
  const other = await step.run("write-more", () => write(event.data.post));
  await step.run("publish", async () => {
    article.slug = `${article.slug}-1`; // error
    other.slug = `${other.slug}-1`; // error
    await publish(article, other);
  });
  await step.run("announce", () => announce(article.slug, keep(other)));
});
