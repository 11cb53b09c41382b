import logging

import inngest
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from app.client import inngest_client

logger = logging.getLogger(__name__)
router = APIRouter()


@router.post("/webhooks/stripe")
async def stripe(request: Request) -> dict[str, str]:
    body = await request.json()
    try:
        await inngest_client.send(inngest.Event(name="a/b", data=body, id=f"stripe-{body['id']}"))
    except Exception:  # error
        logger.exception("not stored")
        return {"message": "ok"}
    return {"message": "stored"}


@router.post("/webhooks/github")
async def github(request: Request) -> JSONResponse:
    body = await request.json()
    try:
        await inngest_client.send(inngest.Event(name="a/b", data=body, id=f"git-{body['id']}"))
    except Exception:  # error
        logger.exception("not stored")
    return JSONResponse({"ok": True}, status_code=200)
