import { inngest } from "./client";

function describe(event) {
  return `${event.data.orderId}: ${event.data.error.message}`; // error
}

async function failed({ event, step }) {
  await step.run("tell", () => tell(describe(event)));
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }], onFailure: failed },
  async ({ event, step }) => {
    await step.run("charge", () => charge(event.data.orderId));
  },
);

export const b = inngest.createFunction(
  { id: "b", triggers: [{ event: "inngest/function.failed" }] },
  async ({ event, step }) => {
    const { userId, run_id: runId } = event.data; // error
    await step.run("tell", () => tell(userId, runId));
  },
);
