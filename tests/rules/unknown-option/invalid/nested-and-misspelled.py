import inngest
from inngest import RateLimit

bus = inngest.Inngest(app_id="shop", eventkey="x")  # error


@bus.create_function(
    fn_id="charge",
    trigger=inngest.TriggerEvent(event="order/placed"),
    cancel=[inngest.Cancel(event="order/cancelled", match="data.id")],  # error
    rate_limit=RateLimit(limit=1, period=60_000, window=1),  # error
    onFailure=lambda ctx: None,  # error
)
async def charge(ctx: inngest.Context) -> None:
    await ctx.step.run("charge", pay)
