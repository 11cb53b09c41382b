import httpx
import inngest
import requests

from app.client import inngest_client


def mark(key: str) -> None:
    requests.patch(f"https://api.example.com/rows/{key}", timeout=5).raise_for_status()


async def tell(text: str) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post("https://chat.example.com", json={"text": text})
        answer.raise_for_status()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def load() -> None:
        httpx.get("https://api.example.com/rows/1")

    async def count() -> None:
        httpx.post("https://example.com/telemetry", json={"done": 1})

    await ctx.step.run("mark", mark, ctx.event.data["id"])
    await ctx.step.run("tell", tell, "done")
    await ctx.step.run("load", load)
    await ctx.step.run("count", count)
