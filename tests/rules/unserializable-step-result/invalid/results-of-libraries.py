import httpx
import inngest
import pandas as pd
import requests
from app.client import client
from app.database import AsyncSessionLocal, SessionLocal, supabase
from app.models import Order, User
from openai import AsyncOpenAI
from sqlalchemy import select

llm = AsyncOpenAI()


def rows():
    db = SessionLocal()
    try:
        return db.query(User.id, User.name).distinct().all()  # error
    finally:
        db.close()


async def a_row(user_id):
    async with AsyncSessionLocal() as session:
        result = await session.execute(select(User).where(User.id == user_id))
        user = result.scalar_one_or_none()
        return {"user": user}  # error


async def many():
    query = select(User).limit(10)
    async with AsyncSessionLocal() as session:
        return (await session.execute(query)).scalars().all()  # error


async def got(user_id):
    async with AsyncSessionLocal() as session:
        return await session.get(User, user_id)  # error


def ordered():
    order = Order.objects.filter(paid=True).first()
    return order  # error


async def asked(text):
    return await llm.chat.completions.create(model="a", messages=[text])  # error


async def fetched():
    async with httpx.AsyncClient() as http:
        return await http.get("https://example.com")  # error


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    run = ctx.step.run
    await ctx.step.run("log", lambda: supabase.table("logs").insert({"a": 1}).execute())  # error
    mark = supabase.table("logs").update
    for node in ctx.event.data["nodes"]:
        await ctx.step.run(node, lambda node=node: mark({"a": node}).eq("id", 1).execute())  # error
    await ctx.step.run("rows", rows)
    await ctx.step.run("row", a_row, 1)
    await ctx.step.run("many", many)
    await ctx.step.run("got", got, 1)
    await ctx.step.run("ordered", ordered)
    await ctx.step.run("asked", asked, "a")
    await ctx.step.run("fetched", fetched)
    await ctx.step.run("get", lambda: requests.get("https://example.com"))  # error
    await ctx.step.run("table", lambda: pd.read_csv("a.csv"))  # error
