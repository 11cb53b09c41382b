from fastapi import APIRouter, Request
from orders import Orders

router = APIRouter()


@router.post("/webhooks/shop")
async def shop(request: Request) -> None:
    body = await request.json()
    await Orders().paid(body["id"])
