import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  for (const post of event.data.posts) {
    const article = await step.run(`write-${post.id}`, () => write(post));
    if (article.body.length < 200) continue;
    const english = await step.run(`translate-${post.id}`, () => translate(article));
    const saved = await step.run(`publish-${post.id}`, async () => {
      article.slug = `${article.slug}-${Date.now()}`;
      return publish(article, english);
    });
    console.log(saved.id, article.title);
  }
});
