from fastapi import APIRouter, Header, Request
from inngest import Event
from app.client import inngest_client

router = APIRouter()


@router.post("/webhooks/shopify/orders-create")
async def create_order(request: Request) -> None:
    await inngest_client.send(Event(name="order/created", data={}))  # error


@router.post("/stripe")
async def paid(request: Request, stripe_signature: str = Header(None)) -> None:
    await inngest_client.send(Event(name="order/paid", data={}))  # error
