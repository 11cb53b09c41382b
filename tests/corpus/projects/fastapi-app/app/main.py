import random

import inngest
import inngest.fast_api
from celery import Celery  # expect: queue-library
from fastapi import FastAPI, Request

from app.client import inngest_client
from app.functions.errors import confirm_address, pay_order
from app.functions.orders import fulfil_order, ship_order
from app.functions.schedule import daily, send_report, send_weekly_report, twin

app = FastAPI()
celery = Celery("shop")

inngest.fast_api.serve(
    app,
    inngest_client,
    [
        fulfil_order,
        ship_order,
        confirm_address,
        pay_order,
        send_weekly_report,
        daily,
        send_report,
        twin,
    ],
)


@app.post("/orders")
async def create(request: Request) -> dict[str, str]:
    body = await request.json()
    await inngest_client.send(inngest.Event(name="order/placed", data=body, id=f"order-placed-{body['id']}"))  # fine: deterministic
    await inngest_client.send(inngest.Event(name="address/confirmed", data=body, idempotency_key=body["id"]))  # expect: ignored-event-field
    await inngest_client.send(inngest.Event(name="ReportSent", data=body, id=f"sent-{random.random()}"))  # expect: nondeterministic-event-id
    await fulfil_order(body)  # expect: handler-called-directly
    inngest_client.send(inngest.Event(name="order/placed", data=body, id=f"again-{body['id']}"))  # expect: unawaited-send
    return {"ok": "yes"}


@app.post("/webhooks/stripe")
async def stripe(request: Request) -> dict[str, str]:
    body = await request.json()
    await inngest_client.send(inngest.Event(name="order/paid", data={"order_id": body["id"]}))  # expect: webhook-without-event-id
    await inngest_client.send(inngest.Event(name="order/paid", data={"order_id": body["id"]}, id=f"stripe-{body['id']}"))  # fine: the provider's own id
    return {"ok": "yes"}
