const [, answer] = await Promise.all([
  step.run("ask", () => slack.ask(invoiceId)),
  step.waitForEvent("wait-for-answer", {
    event: invoiceAnswered,
    timeout: "7d",
    if: "async.data.invoiceId == event.data.invoiceId",
  }),
]);
if (!answer) return step.run("escalate", () => mail.overdue(invoiceId));
if (!answer.data.approved) return { status: "rejected" as const };
