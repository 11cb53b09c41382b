import { inngest } from "./client";
import { count, once, records } from "./lib/records";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await records.markDone("a"); // error
  await records.save("a", "b", {}); // error
  const mail = await records.emailOf("users", event.data.id); // error
  if (await records.isDone("a")) return; // error
  await once("a", async () => 1); // error
  count("a"); // error
  await step.run("send", () => once("b", () => send(mail)));
});
