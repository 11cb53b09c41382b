import { inngest } from "./client";

async function send(to: string) {
  try {
    const { data, error } = await mail.send({ to });
    if (error) { // error
      return { error, success: false };
    }
    return { data, success: true };
  } catch (error) { // error
    return { error, success: false };
  }
}

async function summarize(text: string) {
  try {
    const answer = await model.generate({ text });
    return { ok: true, text: answer.text };
  } catch (error) { // error
    return { ok: false, text: "" };
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("send", async () => {
      const answer = await send(event.data.to);
      if (!answer.success) {
        console.error("not sent", answer.error);
      }
      return answer;
    });
    await step.run("summarize", async () => {
      const row = await db.rows.findFirst({ where: { id: event.data.id } });
      const summary = await summarize(row.text);
      if (!summary.ok) {
        console.warn("no summary", row.id);
        return { ran: true, ok: false };
      }
      return { ran: true, ok: true };
    });
  },
);
