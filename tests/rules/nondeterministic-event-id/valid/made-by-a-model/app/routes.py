import uuid

import inngest
from fastapi import APIRouter

from app.client import inngest_client
from app.events import OrderShipped, PaymentSucceeded, RefundRequested, paid

router = APIRouter()


@router.post("/payments")
async def create(payload: PaymentSucceeded) -> None:
    await inngest_client.send(payload.to_event(id=f"shop-paid-{payload.payment_id}"))
    await inngest_client.send(payload.to_event())


@router.post("/refunds")
async def refund(fields: dict) -> None:
    asked = RefundRequested.of(fields)
    # It is the ID of the refund from here on.
    refund_id = str(uuid.uuid4())
    await save(refund_id)
    await inngest_client.send(asked.to_event(id=refund_id))
    await inngest_client.send(paid(str(uuid.uuid4())))
    await inngest_client.send(OrderShipped("o1", key="shop-shipped-o1").event())


def _item(row: dict, day: str) -> inngest.Event:
    item = PaymentSucceeded(payment_id=row["id"])
    return item.to_event(id=f"receipts-{day}-{row['id']}")


@inngest_client.create_function(fn_id="fan-out", trigger=inngest.TriggerCron(cron="0 9 * * *"))
async def fan_out(ctx: inngest.Context) -> None:
    rows = await ctx.step.run("load", load)
    await ctx.step.send_event("send", [_item(row, "today") for row in rows])
