import inngest
from client import client

PAID = {"name": "order/paid", "data": {}}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="order/paid"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.send_event("tell", {"name": "order/told", "data": {}})  # error
    told = [inngest.Event(name="order/told"), {"name": "order/told"}]  # error
    await ctx.step.send_event("all", told)


async def pay() -> None:
    await client.send({"name": "order/paid"})  # error


def pay_now() -> None:
    client.send_sync(PAID)  # error


async def pay_by_name(order: str) -> None:
    await client.send(event={"name": "order/paid", "data": {"order": order}})  # error
    await client.send(event="order/paid", data={"order": order})  # error
    await client.send(name="order/paid")  # error
