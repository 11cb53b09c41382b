import time

import inngest
from app.client import inngest_client


async def seen(order_id: str) -> None:
    now = time.time()
    await db.orders.update(order_id, seen_at=now)
    await inngest_client.send(
        inngest.Event(
            name="order/seen",
            id=f"order-seen-{order_id}-{now}",  # error
            data={"at": now},
        )
    )
