import httpx


async def pay_back(refund_id: str) -> None:
    async with httpx.AsyncClient() as client:
        await client.post(f"https://pay.example.com/refunds/{refund_id}")  # expect: swallowed-step-error
