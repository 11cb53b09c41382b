import { inngest } from "./client";

async function prune(days) {
  const admin = adminClient();
  try {
    await admin.rows.deleteMany({ before: days });
  } catch (error) { // error
    console.error(error);
  }
  return days;
}

async function pull() {
  const found = [];
  try {
    for await (const mail of inbox.unseen()) {
      found.push(mail);
    }
    await inbox.logOut();
  } catch (error) { // error
    console.error(error);
  }
  return found;
}

async function tell(to) {
  const text = await store.text(to);
  try {
    await mail.send(to, text);
  } catch { // error
    return false;
  }
  return true;
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    await step.run("prune", () => prune(35));
    const mails = await step.run("pull", () => pull());
    await step.run("tell", () => tell(mails.length));
  },
);
