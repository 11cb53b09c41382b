import { inngest } from "./client";

async function isOpen(url: string) {
  try {
    await door.look(url);
    return true;
  } catch (error) {
    return false;
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("post", async () => {
      const answer = await fetch("https://example.com", { method: "POST", body: event.data.text });
      if (!answer.ok) {
        console.error(answer.status);
        throw new Error(`not taken: ${answer.status}`);
      }
    });
    await step.run("recorded", async () => {
      const answer = await fetch("https://example.com", { method: "POST", body: event.data.text });
      if (!answer.ok) {
        console.error(answer.status);
        await db.posts.update({ where: { id: event.data.id }, data: { state: "refused" } });
      }
    });
    await step.run("another-way", async () => {
      const answer = await mailer.send({ to: event.data.to });
      if (!answer.success) {
        console.error("not sent", answer.error);
        await letters.send({ to: event.data.to });
      }
    });
    const page = await step.run("load", async () => {
      const answer = await fetch(event.data.url);
      if (!answer.ok) {
        console.error(answer.status);
        return null;
      }
      return answer.text();
    });
    const sent = await step.run("tested", async () => {
      const answer = await fetch("https://example.com", { method: "POST", body: page });
      if (!answer.ok) {
        console.error(answer.status);
        return { success: false };
      }
      return { success: true };
    });
    if (!sent.success) throw new Error("not sent");
    await step.run("look", async () => {
      if (!(await isOpen(event.data.url))) return;
      await db.doors.create({ data: { url: event.data.url } });
    });
  },
);
