from fastapi import APIRouter, Request

from app.client import inngest_client
from app.events import OrderShipped, PaymentSucceeded, RefundRequested, paid

router = APIRouter()


@router.post("/webhooks/stripe")
async def stripe(request: Request) -> None:
    body = await request.json()
    payload = PaymentSucceeded.model_validate(body)
    await inngest_client.send(payload.to_event(id=f"stripe-{body['id']}"))


@router.post("/webhooks/refunds")
async def refunds(asked: RefundRequested, options: dict) -> None:
    await inngest_client.send(asked.to_event(id=asked.refund_id))
    await inngest_client.send(asked.to_event(**options))
    await inngest_client.send(paid(asked.refund_id, f"shop-{asked.refund_id}"))
    await inngest_client.send(OrderShipped(asked.refund_id, key=asked.refund_id).event())
