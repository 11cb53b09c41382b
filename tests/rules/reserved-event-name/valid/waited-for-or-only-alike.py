import inngest
from app.client import inngest_client


@inngest_client.create_function(
    fn_id="relay", trigger=inngest.TriggerEvent(event="inngest/function.failed")
)
async def relay(ctx: inngest.Context) -> None:
    await ctx.step.send_event("own", inngest.Event(name="inngest_app/order.paid"))
