import time
import uuid
from datetime import UTC, datetime

import inngest
from fastapi import APIRouter

from app.client import inngest_client
from app.events import OrderShipped, PaymentSucceeded, RefundRequested, paid

router = APIRouter()


@router.post("/payments")
async def create(payload: PaymentSucceeded) -> None:
    await inngest_client.send(payload.to_event(id=str(uuid.uuid4())))  # error


@router.post("/refunds")
async def refund(fields: dict) -> None:
    asked = RefundRequested.of(fields)
    key = f"refund-{datetime.now(UTC)}"
    await inngest_client.send(asked.to_event(id=key))  # error
    await inngest_client.send(paid("p1", f"paid-{time.time()}"))  # error
    await inngest_client.send(paid("p2", key=str(uuid.uuid4())))  # error
    await inngest_client.send(OrderShipped("o1", key=uuid.uuid4().hex).event())  # error


def _item(row: dict, day: str) -> inngest.Event:
    item = PaymentSucceeded(payment_id=row["id"])
    return item.to_event(id=f"{day}-{time.time()}-{row['id']}")  # error


@inngest_client.create_function(fn_id="fan-out", trigger=inngest.TriggerCron(cron="0 9 * * *"))
async def fan_out(ctx: inngest.Context) -> None:
    rows = await ctx.step.run("load", load)
    await ctx.step.send_event("send", [_item(row, "today") for row in rows])
