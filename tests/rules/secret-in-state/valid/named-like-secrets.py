import os

import inngest
import stripe
from app.client import inngest_client


async def receive(body: bytes, signature: str) -> None:
    event = stripe.Webhook.construct_event(body, signature, os.environ["WEBHOOK_SECRET"])
    answer = await ask(event.type, key=os.environ["ASK_API_KEY"])
    await inngest_client.send(
        inngest.Event(name="stripe/event", data={"stripe_event": event, "answer": answer})
    )


async def start(request) -> None:
    await inngest_client.send(
        inngest.Event(
            name="job/started",
            data={
                "has_api_key": request.key is not None,
                "public_api_key": request.public_key,
                "missing_password": request.missing,
                "page_token": request.page,
                "invite_token": request.invite,
                "device_token": request.device,
                "token": request.cursor,
                "key": request.key,
                "encrypted_api_key": request.sealed,
                "api_key_id": request.key_id,
                "slack_token_id": request.token_id,
            },
        )
    )
