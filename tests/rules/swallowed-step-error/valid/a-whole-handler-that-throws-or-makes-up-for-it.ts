import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  try {
    const user = await step.run("load", () => db.users.find(event.data.id));
    await step.run("mail", () => mail.send(user.email));
    return { success: true };
  } catch (error) {
    console.error(error);
    throw error;
  }
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  try {
    await step.run("charge", () => charge(event.data.id));
  } catch (error) {
    await step.run("refund", () => refund(event.data.id));
    return { success: false };
  }
});
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ event, step }) => {
  let quote = 0;
  try {
    quote = await step.run("ask", () => ask(event.data.id));
  } catch (error) {
    quote = 1;
  }
  await step.run("save", () => save(quote));
});
export const d = inngest.createFunction({ id: "d" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("first", () => first(event.data.id));
  try {
    await step.run("best-effort", () => tell(event.data.id));
  } catch (error) {
    console.warn(error);
  }
});
