import asyncio

import inngest
import requests
from app.client import client
from app.models import Post
from asgiref.sync import sync_to_async
from fastapi.concurrency import run_in_threadpool

seen = []


def push(post: dict) -> None:
    requests.post("https://example.com", json=post)


def remember(post: dict) -> None:
    seen.append(post)


def unknown(post: dict) -> None:
    post["client"].put(post)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    post = await sync_to_async(Post.objects.get)(id=1)  # error
    await asyncio.to_thread(push, post)  # error
    await sync_to_async(push)(post)  # error
    await run_in_threadpool(remember, post)  # error
    await asyncio.to_thread(unknown, post)  # error
    await ctx.step.run("keep", keep, 1)
