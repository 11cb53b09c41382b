import { Inngest, step } from "inngest";

const inngest = new Inngest({ id: "shop" });

export const GET = inngest.endpoint(async () => {
  await step.sleep("pause", "1h30m"); // error
  return new Response("ok");
});
