import datetime

import inngest

from app.client import inngest_client
from app.events import RefundAnswered, RefundAsked
from app.payments import pay_back


@inngest_client.create_function(
    fn_id="approve-refund",
    trigger=inngest.TriggerEvent(event=RefundAsked.event_name),
    retries=10,
    singleton=inngest.Singleton(key="event.data.refundid", mode="skip"),  # expect: unknown-event-field
    concurrency=[inngest.Concurrency(limit=1, key="event.data.refund_id")],  # fine: the model has it
)
async def approve_refund(ctx: inngest.Context) -> str:
    refund_id = ctx.event.data["refund_id"]
    answer = await ctx.step.wait_for_event(
        "wait-for-answer",
        event=RefundAnswered.event_name,
        timeout=datetime.timedelta(days=2),
        if_exp="async.data.refund_id == event.data.refund_id",  # fine: both have it
    )
    if answer is None:
        return "expired"
    await ctx.step.run("pay-back", pay_back, refund_id)
    return "paid"
