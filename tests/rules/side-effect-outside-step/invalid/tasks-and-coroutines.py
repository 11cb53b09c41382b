import asyncio

import asyncpg
import httpx
import inngest
import redis.asyncio
from app.client import inngest_client
from app.mail import outbox

cache = redis.asyncio.Redis()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(outbox.deliver("a"))  # error
        group.create_task(tell("b"))  # error
    async with httpx.AsyncClient() as client, asyncio.TaskGroup() as tg:
        first = tg.create_task(client.get("https://example.com"))  # error
    await ctx.step.run("keep", keep, first.result())
    asyncio.create_task(outbox.deliver("c"))  # error
    cache.incr("runs")  # error
    conn = await asyncpg.connect("postgresql://")
    conn.fetch("SELECT 1")  # error


async def tell(to: str) -> None:
    await outbox.deliver(to)


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(added(1))
    await ctx.step.run("keep", keep)


async def added(one: int) -> int:
    return one + 1
