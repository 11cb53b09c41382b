import asyncio

import httpx


async def request(url: str) -> object:
    for _ in range(3):
        response = httpx.get(url)
        if response.is_success:
            return response.json()
        await asyncio.sleep(0.5)
    return None
