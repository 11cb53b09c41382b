import { Inngest } from "inngest";
const inngest = new Inngest({ id: "shop" });
export const remind = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.sleep("24h"); // error
  await step.sleepUntil(new Date(event.data.due)); // error
  await step.sendEvent({ name: "x/reminded", data: {} }); // error
  await step.sleep("rest", "1h");
  await step.sendEvent("tell", { name: "x/reminded", data: {} });
  await step.sleep(...event.data.rest);
});
