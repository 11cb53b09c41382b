import asyncio
import datetime
import inngest
from app.client import inngest_client


def pick(name):
    return datetime.datetime.now(datetime.UTC)  # error


def names():
    return {"a", "b"}  # error


async def all_names():
    return await asyncio.to_thread(names)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("pick", lambda: pick("a"))
    await ctx.step.run("names", all_names)
