import inngest
from client import client
from own import outbox

PAID = {"name": "order/paid", "data": {}}


async def pay(body) -> None:
    await client.send(inngest.Event(**PAID))
    await client.send([inngest.Event(name="order/told"), inngest.Event(name="order/paid")])
    await client.send(body)
    await outbox.send({"name": "order/paid"})
