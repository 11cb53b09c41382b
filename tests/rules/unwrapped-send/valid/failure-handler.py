import inngest
from app.client import inngest_client


async def tell_ops(ctx: inngest.Context) -> None:
    await ctx.step.send_event("tell", inngest.Event(name="a/failed"))


@inngest_client.create_function(
    fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=tell_ops
)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("charge", charge_card)
