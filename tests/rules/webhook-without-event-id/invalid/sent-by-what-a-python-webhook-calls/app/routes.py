from fastapi import APIRouter

from app.installed import installed

router = APIRouter()


@router.post("/webhook")
async def receive(delivery: Delivery) -> None:
    if delivery.event == "installation":
        await installed(delivery.payload)
