import asyncio
import httpx
import inngest
from fastapi.concurrency import run_in_threadpool
from functools import partial
from app.client import inngest_client


def push(name):
    try:
        httpx.post("https://example.com", json={"name": name})
    except Exception:  # error
        print("failed")


def pull(name):
    try:
        httpx.get("https://example.com")
    except Exception:  # error
        return None


async def note(name):
    """Note it, in a thread."""
    return await asyncio.to_thread(pull, name)


def fetch(name):
    try:
        httpx.get("https://example.org")
    except Exception:  # error
        return None


async def keep(name):
    return await run_in_threadpool(fetch, name)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def first():
        try:
            await mail.send("a")
        except Exception:  # error
            pass

    await ctx.step.run("push", lambda: push("a"))
    await ctx.step.run("note", note, "a")
    await ctx.step.run("keep", keep, "a")
    await ctx.group.parallel((partial(ctx.step.run, "first", first),))
