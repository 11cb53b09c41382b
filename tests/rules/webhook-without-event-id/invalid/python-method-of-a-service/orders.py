import inngest
from client import inngest_client


class Orders:
    async def paid(self, order_id: str) -> None:
        await inngest_client.send(
            inngest.Event(name="order/paid", data={"id": order_id})  # error
        )
