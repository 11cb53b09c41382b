import inngest
from app.client import inngest_client


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
