from inngest import Event
from app.client import inngest_client


async def emit(name: str, idempotency_key: str) -> None:
    await inngest_client.send(Event(name=name, id=idempotency_key))


async def paid(order) -> None:
    await emit("order/paid", idempotency_key=order.id)
    events = []
    events += [Event(name="line/paid", id=line.id) for line in order.lines]
    await inngest_client.send(events)
