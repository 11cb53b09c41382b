from fastapi import APIRouter, Request
from inngest import Event
from app.client import inngest_client

router = APIRouter()


@router.post("/webhooks")
async def create_webhook(request: Request) -> None:
    await inngest_client.send(Event(name="webhook/created", data={}))


@router.post("/webhooks/{webhook_id}/test")
async def check(webhook_id: str) -> None:
    await inngest_client.send(Event(name="webhook/tested", data={}))


@router.post("/orders")
async def order(request: Request) -> None:
    await inngest_client.send(Event(name="order/placed", data={}))
    httpx.post("https://acme.test", headers={"X-Acme-Signature": sign()})
