import asyncio

import asyncpg
import httpx
import inngest
import redis
import redis.asyncio
from app.client import inngest_client
from app.mail import outbox
from sqlalchemy.orm import Session

cache = redis.asyncio.Redis()
plain = redis.Redis()


def keep(session: Session) -> None:
    session.commit()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def ask() -> None:
        with httpx.Client() as client:
            client.get("https://example.com/orders")
        async with httpx.AsyncClient() as client:
            await client.get("https://example.com/orders")
            async with asyncio.TaskGroup() as group:
                group.create_task(client.post("https://example.com/a"))
                group.create_task(outbox.deliver("b"))
            calls = [client.get(f"https://example.com/{each}") for each in "ab"]
            await asyncio.gather(*calls)

    async def store() -> None:
        conn = await asyncpg.connect("postgresql://")
        await conn.execute("DELETE FROM orders")
        plain.delete("orders")
        pipe = cache.pipeline()
        pipe.set("a", "1")
        pipe.delete("b")
        await pipe.execute()
        task = asyncio.create_task(cache.delete("orders"))
        await task

    async def first() -> str:
        return cache.get("first")

    await ctx.step.run("ask", ask)
    await ctx.step.run("store", store)
    await ctx.step.run("first", lambda: cache.get("first"))
    await ctx.step.run("keep", keep, ctx.event.data["session"])
