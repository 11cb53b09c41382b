export const remindToPay = inngest.createFunction(
  {
    id: "remind-to-pay",
    retries: 10,
    cancelOn: [
      { event: "order/paid", if: "async.data.orderId == event.data.orderId" },
    ],
  },
  { event: "order/placed", if: "event.data.total > 0" },
  async ({ event, step }) => {
    await step.sleep("grace-period", "3d");
    await step.run("remind", () => notices.remind(event.data.orderId));
  },
);
