import { Inngest } from "inngest";
import { isOpen } from "./plan";
const inngest = new Inngest({ id: "shop" });
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const user = await step.run("load", () => db.users.find(event.data.id));
  if (!isOpen(user)) return; // error
  await step.run("work", () => work(user));
});
