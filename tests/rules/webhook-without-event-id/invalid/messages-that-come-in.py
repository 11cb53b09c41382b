import inngest
from fastapi import APIRouter, Request

from app.client import inngest_client

router = APIRouter()


@router.post("/twilio/incoming")
async def received(request: Request) -> None:
    form = await request.form()
    await inngest_client.send(
        inngest.Event(name="sms/received", data={"from": form["From"]})  # error
    )
