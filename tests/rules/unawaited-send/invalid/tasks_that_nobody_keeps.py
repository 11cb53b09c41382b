import asyncio
import inngest
from app.client import inngest_client


async def paid(order_id: str) -> None:
    asyncio.create_task(inngest_client.send(inngest.Event(name="order/paid")))  # error
    kept = asyncio.create_task(inngest_client.send(inngest.Event(name="order/kept")))
    await kept
