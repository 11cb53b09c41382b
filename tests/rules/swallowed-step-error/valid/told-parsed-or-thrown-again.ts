import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const result = await step.run("load", async () => {
    try {
      return { ok: true, user: await db.load() };
    } catch (error) {
      return { ok: false, reason: String(error) };
    }
  });
  await step.run("parse", () => {
    try {
      return JSON.parse(result.text);
    } catch {
      return null;
    }
  });
  await step.run("retry", () =>
    send(result).catch((error) => {
      throw wrap(error);
    }),
  );
  try {
    await step.run("charge", () => charge());
  } catch (error) {
    await step.run("refund", () => refund());
  }
});
