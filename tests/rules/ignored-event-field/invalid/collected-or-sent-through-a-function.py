from inngest import Event
from app.client import inngest_client


async def emit(event: Event) -> None:
    await inngest_client.send(event)


async def paid(order) -> None:
    await emit(Event(name="order/paid", idempotency_key=order.id))  # error
    events = []
    for line in order.lines:
        events.append(Event(name="line/paid", dedupe_key=line.id))  # error
    await inngest_client.send(events)
