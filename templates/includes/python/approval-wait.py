_, approval = await ctx.group.parallel(
    (
        lambda: ctx.step.run("ask", mail.ask, email, invoice_id),
        lambda: ctx.step.wait_for_event(
            "wait-for-approval",
            event=InvoiceApproved.event_name,
            if_exp="async.data.invoice_id == event.data.invoice_id",
            timeout=datetime.timedelta(days=7),
        ),
    )
)
if approval is None:
    return await ctx.step.run("send-overdue-notice", notices.overdue, invoice_id)
