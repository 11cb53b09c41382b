import { inngest } from "./client";
import { db } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  let wanted;
  try {
    wanted = JSON.parse(event.data.wanted);
  } catch (error) {
    return { success: false };
  }
  let user;
  try {
    user = await db.users.find(wanted.id);
  } catch (error) {
    if (error.code === "NOT_FOUND") return { success: false };
    throw error;
  }
  await step.run("mail", () => mail.send(user.email));
});
