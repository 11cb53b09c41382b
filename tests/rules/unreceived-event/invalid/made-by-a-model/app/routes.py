from typing import ClassVar

from fastapi import APIRouter

from app.base import AppEvent
from app.client import inngest_client
from app.events import PaymentSucceeded

router = APIRouter()


class OrderLost(AppEvent):
    event_name: ClassVar[str] = "order/lost"
    order_id: str


@router.post("/orders/lost")
async def lost(order: OrderLost) -> None:
    await inngest_client.send(order.to_event(id=order.order_id))  # error


@router.post("/orders")
async def create(fields: dict, payment: PaymentSucceeded) -> None:
    lost = OrderLost.of(fields)
    await inngest_client.send(lost.to_event())  # error
    await inngest_client.send(payment.to_event())
