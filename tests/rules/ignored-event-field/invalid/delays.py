import inngest

from app.client import inngest_client


async def remind(order_id: str) -> None:
    await inngest_client.send(
        inngest.Event(
            name="order/remind",
            data={"order_id": order_id, "delay": 60},
            delay=60,  # error
        )
    )
