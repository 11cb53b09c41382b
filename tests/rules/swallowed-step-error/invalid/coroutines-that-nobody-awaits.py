import asyncio

import aioboto3
import aiohttp
import asyncpg
import httpx
import inngest
import redis.asyncio as redis
from app.client import inngest_client
from app.mail import outbox
from motor.motor_asyncio import AsyncIOMotorClient
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

cache = redis.from_url("redis://localhost")
mongo = AsyncIOMotorClient("mongodb://localhost")
make_session = async_sessionmaker(create_async_engine("postgresql+asyncpg://"))


async def keep(session: AsyncSession, order: Order) -> None:
    session.add(order)
    session.commit()  # error


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def ask() -> None:
        async with httpx.AsyncClient() as client:
            client.post("https://example.com/orders")  # error
        async with aiohttp.ClientSession() as session:
            session.delete("https://example.com/orders")  # error

    async def store() -> None:
        conn = await asyncpg.connect("postgresql://")
        conn.execute("DELETE FROM orders")  # error
        cache.delete("orders")  # error
        mongo.shop.orders.insert_one({"id": 1})  # error
        async with make_session() as session:
            session.add(Order())
            session.commit()  # error

    async def upload() -> None:
        async with aioboto3.Session().client("s3") as s3:
            s3.put_object(Bucket="orders", Key="1", Body=b"1")  # error

    async def later() -> None:
        asyncio.create_task(outbox.deliver("a"))  # error
        asyncio.to_thread(outbox.write, "b")  # error

    await ctx.step.run("ask", ask)
    await ctx.step.run("store", store)
    await ctx.step.run("upload", upload)
    await ctx.step.run("later", later)
    await ctx.step.run("keep", keep, ctx.event.data["session"], ctx.event.data["order"])
