import { inngest } from "./client";

function fail(error: unknown, context: object): never {
  console.error(error, context);
  throw new Error("refused", { cause: error });
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("send", async () => {
      let answer: unknown;
      try {
        answer = await sms.send({ to: event.data.to });
      } catch (error) {
        fail(error, { to: event.data.to });
      }
      return answer;
    });
  },
);
