import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event }) => {
  try {
    const user = await db.users.find(event.data.id);
    await mail.send(user.email);
    return { success: true };
  } catch (error) { // error
    console.error(error);
    return { success: false, error: String(error) };
  }
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  console.log("begins");
  try {
    const user = await step.run("load", () => db.users.find(event.data.id));
    await step.run("mail", () => mail.send(user.email));
  } catch (error) { // error
    console.error(error);
  }
});
