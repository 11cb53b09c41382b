import inngest

from app.client import client
from app.events import RefundAnswered, RefundAsked
from app.more import OrderPaid


@client.create_function(
    fn_id="a",
    trigger=inngest.TriggerEvent(event=RefundAsked.event_name),
    concurrency=[inngest.Concurrency(limit=1, key="event.data.tenant_id")],
    throttle=inngest.Throttle(limit=1, period=minute, key="event.data.lines"),
)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event(
        "wait",
        event=RefundAnswered.event_name,
        timeout=week,
        if_exp="async.data.tenant == event.data.refund_id && 'async.data.none' != ''",
    )


@client.create_function(
    fn_id="b",
    trigger=[
        inngest.TriggerEvent(event=RefundAsked.event_name),
        inngest.TriggerEvent(event="other/event"),
    ],
    idempotency="event.data.other",
)
async def b(ctx: inngest.Context) -> None:
    await ctx.step.run("b", work)


@client.create_function(
    fn_id="c",
    trigger=inngest.TriggerEvent(event=OrderPaid.event_name),
    idempotency="event.data.anything",
)
async def c(ctx: inngest.Context) -> None:
    await ctx.step.run("c", work)
