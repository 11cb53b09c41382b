import inngest
from app.client import inngest_client

PAID = "inngest/order.paid"


def tell() -> None:
    inngest_client.send_sync(inngest.Event(name=PAID, data={}))  # error


@inngest_client.create_function(fn_id="relay", trigger=inngest.TriggerEvent(event="order/placed"))
async def relay(ctx: inngest.Context) -> None:
    await ctx.step.send_event("many", [inngest.Event(name="Inngest/order.packed")])  # error
