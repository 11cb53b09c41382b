import inngest

from app.client import client
from app.events import RefundAnswered, RefundAsked


@client.create_function(
    fn_id="a",
    trigger=inngest.TriggerEvent(event=RefundAsked.event_name),
    concurrency=[inngest.Concurrency(limit=1, key="event.data.customer")],  # error
    throttle=inngest.Throttle(limit=1, period=minute, key="event.data.refundId"),  # error
    cancel=[
        inngest.Cancel(
            event=RefundAnswered.event_name,
            if_exp="async.data.refund == event.data.refund_id",  # error
        )
    ],
)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event(
        "wait",
        event=RefundAnswered.event_name,
        timeout=week,
        if_exp="async.data.refundid == event.data.refund_id",  # error
    )
