import inngest
from app.client import inngest_client as bus

client = inngest.Inngest(app_id="shop")


async def pay(order_id: str) -> None:
    bus.send(inngest.Event(name="order/paid", data={"id": order_id}))  # error


def pay_now(order_id: str) -> None:
    client.send(inngest.Event(name="order/paid", data={"id": order_id}))  # error


class Orders:
    async def save(self) -> None:
        if self.paid:
            client.send([])  # error
