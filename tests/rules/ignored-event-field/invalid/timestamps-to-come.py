from datetime import datetime, timedelta

import inngest

from app.client import inngest_client


async def remind(order_id: str, minutes: int) -> None:
    due = datetime.now() + timedelta(minutes=minutes)
    await inngest_client.send(
        inngest.Event(
            name="order/remind",
            data={"order_id": order_id},
            timestamp=(datetime.now() + timedelta(minutes=minutes)).timestamp(),  # error
        )
    )
    await inngest_client.send(
        inngest.Event(
            name="order/expire",
            data={"order_id": order_id},
            timestamp=int(due.timestamp() * 1000),  # error
        )
    )
