import inngest
from fastapi import APIRouter, Request

from app.client import inngest_client
from app.deliveries import claim_delivery, is_new, was_seen

router = APIRouter()


@router.post("/webhooks/pay")
async def pay_webhook(request: Request) -> None:
    for event in await request.json():
        if event["type"] == "paid":
            if not await claim_delivery(event["id"]):
                continue
            await inngest_client.send(inngest.Event(name="pay/paid", data=event))
        elif is_new(event["id"]):
            await inngest_client.send(inngest.Event(name="pay/failed", data=event))
        elif not was_seen(event["id"]):
            await inngest_client.send(inngest.Event(name="pay/odd", data=event))
