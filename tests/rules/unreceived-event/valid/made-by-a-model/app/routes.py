from fastapi import APIRouter

from app.base import AppEvent
from app.client import inngest_client
from app.events import OrderShipped, PaymentSucceeded, RefundRequested, paid

router = APIRouter()


async def publish(event: AppEvent) -> None:
    await inngest_client.send(event.to_event())


@router.post("/orders")
async def create(fields: dict, payment: PaymentSucceeded) -> None:
    await inngest_client.send(payment.to_event())
    await inngest_client.send(paid("p1"))
    await inngest_client.send(OrderShipped("o1").event())
    await publish(RefundRequested.of(fields))
