import { inngest } from "./client";
import { db } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  let user;
  try {
    user = await db.users.find(event.data.id);
  } catch (error) { // error
    console.error(error);
    return { success: false };
  }
  await step.run("mail", () => mail.send(user.email));
});
