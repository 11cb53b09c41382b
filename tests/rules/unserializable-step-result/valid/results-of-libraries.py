import inngest
import pandas as pd
import requests
from app.client import client
from app.database import AsyncSessionLocal, drive, supabase
from app.models import Order, User
from openai import AsyncOpenAI
from sqlalchemy import func, select

llm = AsyncOpenAI()


async def ids():
    async with AsyncSessionLocal() as session:
        total = (await session.execute(select(func.count()))).scalar_one()
        return [total, *(await session.execute(select(User.id))).scalars().all()]


def ordered():
    first = Order.objects.filter(paid=True).first()
    return {"id": first.id, "count": Order.objects.count(), "is": Order.objects.exists()}


async def asked(text):
    answer = await llm.chat.completions.create(model="a", messages=[text])
    return answer.choices[0].message.content


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    settings = {"a": 1}
    await ctx.step.run("log", lambda: supabase.table("logs").insert({"a": 1}).execute().data)
    await ctx.step.run("files", lambda: drive.files().list(q="a").execute())
    await ctx.step.run("ids", ids)
    await ctx.step.run("ordered", ordered)
    await ctx.step.run("asked", asked, "a")
    await ctx.step.run("get", lambda: requests.get("https://example.com").json())
    await ctx.step.run("table", lambda: pd.read_csv("a.csv").to_dict())
    await ctx.step.run("setting", lambda: settings.get("a", 1))
    await ctx.step.run("objects", lambda: s3.objects.filter(Prefix="a"))
