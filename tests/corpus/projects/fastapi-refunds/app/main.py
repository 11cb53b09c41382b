import logging

import inngest.fast_api
from fastapi import FastAPI, HTTPException

from app.client import inngest_client
from app.events import RefundAnswered, RefundAsked
from app.functions import approve_refund

logger = logging.getLogger(__name__)
app = FastAPI()
inngest.fast_api.serve(app, inngest_client, [approve_refund])


@app.post("/webhooks/refunds")
async def refunds(asked: RefundAsked) -> dict[str, str]:
    try:
        await inngest_client.send(asked.to_event(id=f"shop-refund-asked-{asked.refund_id}"))  # fine: what it is about
    except Exception:  # expect: swallowed-send
        logger.exception("not stored")
    return {"ok": "yes"}


@app.post("/webhooks/answers")
async def answers(answered: RefundAnswered) -> dict[str, str]:
    try:
        await inngest_client.send(answered.to_event())  # expect: webhook-without-event-id
    except Exception as error:  # fine: the provider is told
        raise HTTPException(503, "not stored") from error
    return {"ok": "yes"}
