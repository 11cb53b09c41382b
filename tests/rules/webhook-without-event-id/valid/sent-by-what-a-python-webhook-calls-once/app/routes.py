from fastapi import APIRouter

from app.deliveries import already_processed
from app.installed import installed

router = APIRouter()


@router.post("/webhook")
async def receive(delivery: Delivery) -> None:
    if await already_processed(delivery.id):
        return
    await installed(delivery.payload)
