import { inngest } from "./client";

async function sendMail(to: string) {
  try {
    await mail.send(to);
    return { success: true };
  } catch (error) { // error
    console.error(error);
    return { success: false, error: error.message };
  }
}

async function sendChat(to: string) {
  try {
    const answer = await fetch(`https://chat.example/${to}`, { method: "POST" });
    return answer.ok;
  } catch (error) { // error
    console.error(error);
    return false;
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const made = await step.run("extract", async () => {
      const [facts, jobs] = await Promise.all([
        extract(event.data.text).catch((error) => { // error
          console.error(error);
          return [];
        }),
        classify(event.data.text).catch((error) => { // error
          console.error(error);
          return [];
        }),
      ]);
      return { facts, jobs };
    });
    await step.run("notify", async () => {
      for (const to of event.data.emails) {
        try {
          await mail.send(to);
        } catch (error) { // error
          console.error(error);
        }
      }
      for (const to of event.data.phones) {
        try {
          await sms.send(to);
        } catch (error) { // error
          console.error(error);
        }
      }
    });
    await step.run("welcome", async () => {
      const found = await db.users.findFirst({ where: { id: event.data.id } });
      if (found) await sendMail(found.email);
    });
    await step.run("tell", async () => {
      if (event.data.email) await sendMail(event.data.email);
      if (event.data.chat) await sendChat(event.data.chat);
    });
    await step.run("save", () => db.facts.createMany({ data: made.facts, jobs: made.jobs }));
  },
);
