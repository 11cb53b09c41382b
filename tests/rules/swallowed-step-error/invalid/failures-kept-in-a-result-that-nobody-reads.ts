import { inngest } from "./client";

async function filled(to) {
  const result = { sent: 0, errors: [] };
  try {
    await mail.send(to);
    result.sent = 1;
  } catch (error) { // error
    result.errors.push(String(error));
  }
  return result;
}

async function setToAWord(to) {
  let status = "sent";
  try {
    await mail.send(to);
  } catch { // error
    status = "failed";
  }
  return { status };
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    await step.run("filled", () => filled("a"));
    return await step.run("set-to-a-word", () => setToAWord("a"));
  },
);
