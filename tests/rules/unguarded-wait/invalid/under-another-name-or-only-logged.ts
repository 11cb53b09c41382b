import { inngest } from "./client";
const tied = { event: "x/z", timeout: "1d", match: "data.id" } as const;
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step, logger }) => {
  const first = await step.waitForEvent("first", tied); // error
  const answer = first;
  await step.run("use-first", () => use(answer.data.by));
  await step.waitForEvent("second", tied).then((reply) => use(reply.data.by)); // error
  await step.waitForEvent("third", tied).then(({ data }) => use(data.by)); // error
  const fourth = await step.waitForEvent("fourth", tied); // error
  if (!fourth) logger.warn("nobody answered");
  await step.run("use-fourth", () => use(fourth.data.by));
  const fifth = await step.waitForEvent("fifth", tied); // error
  if (fifth === null) {
    console.log("nobody answered");
  }
  const { by } = fifth.data;
  const sixth = await step.waitForEvent("sixth", tied); // error
  const whole = sixth;
  const { data } = whole;
  const seventh = await step.waitForEvent("seventh", tied); // error
  return [by, data, seventh["data"]];
});
