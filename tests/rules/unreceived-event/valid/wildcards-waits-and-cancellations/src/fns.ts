import { eventType } from "inngest";
import { bus } from "./bus";
const shipped = eventType("order/shipped");
export const a = bus.createFunction(
  { id: "a", cancelOn: [{ event: "order/cancelled", match: "data.id" }] },
  [{ event: "order/*" }, { event: "import/step-1" }, { event: "import/step-2" }],
  async ({ step, event }) => {
    await step.waitForEvent("w", { event: "invoice/approved", timeout: "1d" });
    await step.waitForEvent("x", { event: shipped, timeout: "1d" });
    await step.sendEvent("one", [
      { name: "order/cancelled" },
      { name: "order/anything" },
      { name: "invoice/approved" },
      { name: "inngest/function.failed" },
      { name: event.data.next },
      { name: `order-${event.data.kind}/done` },
      { name: "import/step-1" },
      { name: "import/step-2" },
      shipped.create({}),
    ]);
  },
);
