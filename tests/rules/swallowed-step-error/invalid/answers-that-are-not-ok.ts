import { inngest } from "./client";

async function tell(text: string) {
  try {
    const answer = await fetch("https://chat.example.com", { method: "POST", body: text });
    if (!answer.ok) { // error
      const why = await answer.text();
      console.error("not told", why);
      return false;
    }
    return true;
  } catch (error) { // error
    console.error(error);
    return false;
  }
}

async function mailOwner(owner: string) {
  const sent = await tell(owner);
  if (sent) {
    await db.sent.create({ data: { owner } });
  }
  console.info("mailed", owner, sent);
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("post", async () => {
      const answer = await fetch("https://example.com", { method: "POST", body: event.data.text });
      if (!answer.ok) { // error
        console.error(answer.status);
      }
    });
    await step.run("sync", async () => {
      const answer = await fetch("https://example.com", { method: "PUT", body: event.data.text });
      if (!answer.ok) { // error
        const said = await answer.json().catch(() => ({}));
        console.error("no sync", said);
        return { success: false, error: said.message };
      }
      return { success: true };
    });
    await step.run("send", async () => {
      const answer = await mailer.send({ to: event.data.to });
      if (!answer.success) { // error
        console.error("not sent", answer.error);
        return;
      }
      await db.mails.create({ data: { to: event.data.to } });
    });
    await step.run("mail-owner", () => mailOwner(event.data.owner));
  },
);
