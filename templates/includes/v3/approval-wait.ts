const [, approval] = await Promise.all([
  step.run("ask-for-approval", () => mail.ask(email, invoiceId)),
  step.waitForEvent("wait-for-approval", {
    event: "invoice/approved",
    timeout: "7d",
    if: "async.data.invoiceId == event.data.invoiceId",
  }),
]);
if (!approval) return step.run("escalate", () => mail.overdue(invoiceId));
