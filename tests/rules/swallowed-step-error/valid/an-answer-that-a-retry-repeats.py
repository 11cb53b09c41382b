import inngest
from app.client import inngest_client
from app.models import Order, client


async def load(order_id):
    try:
        order = await Order.objects.aget(id=order_id)
    except Order.DoesNotExist:
        return {"status": "order_not_found"}
    await mail.send(order.to)
    return {"status": "sent"}


async def count(order_id):
    await client.rpc("count", {"id": order_id}).execute()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load, ctx.event.data["id"])
    await ctx.step.run("count", count, ctx.event.data["id"])


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
async def b(ctx: inngest.Context) -> None:
    try:
        await Order.objects.aget(id=ctx.event.data["id"])
    except (Order.DoesNotExist, KeyError):
        return
