import aiohttp
import httpx
import inngest
import requests

from app.client import inngest_client


def mark(key: str) -> None:
    requests.patch(f"https://api.example.com/rows/{key}", timeout=5)  # error


async def tell(text: str) -> None:
    async with httpx.AsyncClient() as client:
        await client.post("https://chat.example.com", json={"text": text})  # error


async def note(text: str) -> None:
    async with aiohttp.ClientSession() as session:
        await session.put("https://notes.example.com", json={"text": text})  # error


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def remove() -> None:
        answer = httpx.delete("https://api.example.com/rows/1")  # error
        print("removed", answer.status_code)

    await ctx.step.run("mark", mark, ctx.event.data["id"])
    await ctx.step.run("tell", tell, "done")
    await ctx.step.run("note", note, "done")
    await ctx.step.run("remove", remove)
