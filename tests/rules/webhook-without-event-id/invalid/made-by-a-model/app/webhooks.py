from fastapi import APIRouter, Request

from app.client import inngest_client
from app.events import OrderShipped, PaymentSucceeded, RefundRequested, paid

router = APIRouter()


@router.post("/webhooks/stripe")
async def stripe(request: Request) -> None:
    payload = PaymentSucceeded.model_validate(await request.json())
    await inngest_client.send(payload.to_event())  # error


@router.post("/webhooks/refunds")
async def refunds(asked: RefundRequested) -> None:
    await inngest_client.send(asked.to_event(id=None))  # error
    await inngest_client.send(paid(asked.refund_id))  # error
    await inngest_client.send(OrderShipped(asked.refund_id).event())  # error
