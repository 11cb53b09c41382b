import asyncio
import httpx
import inngest
from functools import partial
from app.client import inngest_client


def push(name):
    try:
        httpx.post("https://example.com", json={"name": name})
    except Exception:
        print("failed")


def parse(text):
    try:
        return int(text)
    except ValueError:
        return 0


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def save():
        await asyncio.to_thread(push, "a")
        await db.save("a")

    await ctx.step.run("save", save)
    await ctx.step.run("parse", lambda: parse("1"))
    await ctx.group.parallel((partial(ctx.step.run, "mail", mail.send, "a"),))
