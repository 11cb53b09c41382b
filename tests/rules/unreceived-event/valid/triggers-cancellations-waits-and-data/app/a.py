import inngest
from inngest import Cancel, TriggerEvent
from app.client import bus


@bus.create_function(
    fn_id="a",
    trigger=[TriggerEvent(event="user/created"), TriggerEvent(event="user/updated")],
    cancel=[Cancel(event="user/deleted")],
)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event("w", event="user/verified", timeout=10_000)
    for name in ctx.event.data["names"]:
        await ctx.step.send_event("x", inngest.Event(name=name))
    await ctx.step.send_event(
        "x",
        [
            inngest.Event(name="user/updated"),
            inngest.Event(name="user/deleted"),
            inngest.Event(name="user/verified"),
        ],
    )
