import logging

import inngest
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse

from app.client import inngest_client
from app.outbox import keep

logger = logging.getLogger(__name__)
router = APIRouter()


@router.post("/webhooks/stripe")
async def stripe(request: Request) -> dict[str, str]:
    body = await request.json()
    try:
        await inngest_client.send(inngest.Event(name="a/b", data=body, id=f"stripe-{body['id']}"))
    except Exception as error:
        logger.exception("not stored")
        raise HTTPException(503, "not stored") from error
    return {"message": "stored"}


@router.post("/webhooks/github")
async def github(request: Request) -> JSONResponse:
    body = await request.json()
    try:
        await inngest_client.send(inngest.Event(name="a/b", data=body, id=f"git-{body['id']}"))
    except Exception:
        return JSONResponse({"ok": False}, status_code=503)
    return JSONResponse({"ok": True})


@router.post("/webhooks/shop")
async def shop(request: Request) -> dict[str, str]:
    body = await request.json()
    try:
        await inngest_client.send(inngest.Event(name="a/b", data=body, id=f"shop-{body['id']}"))
    except Exception:
        await keep(body)
    return {"message": "stored"}
