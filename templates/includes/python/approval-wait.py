_, answer = await ctx.group.parallel(
    (
        lambda: ctx.step.run("ask", slack.ask, invoice_id),
        lambda: ctx.step.wait_for_event(
            "wait-for-answer",
            event=InvoiceAnswered.event_name,
            if_exp="async.data.invoice_id == event.data.invoice_id",
            timeout=datetime.timedelta(days=7),
        ),
    )
)
if answer is None:
    return await ctx.step.run("escalate", mail.overdue, invoice_id)
if not InvoiceAnswered.parse(answer).approved:
    return None
