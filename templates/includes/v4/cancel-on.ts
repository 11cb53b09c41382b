export const remindToPay = inngest.createFunction(
  {
    id: "remind-to-pay",
    retries: 10,
    triggers: [{ event: orderPlaced, if: "event.data.total > 0" }],
    cancelOn: [
      { event: orderPaid, if: "async.data.orderId == event.data.orderId" },
    ],
  },
  async ({ event, step }) => {
    await step.sleep("grace-period", "3d");
    await step.run("remind", () => notices.remind(event.data.orderId));
  },
);
