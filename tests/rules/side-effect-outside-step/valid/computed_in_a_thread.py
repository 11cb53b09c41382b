import asyncio
import math

import inngest
from app.client import client
from asgiref.sync import sync_to_async
from fastapi.concurrency import run_in_threadpool


def area(radius: float) -> float:
    return math.pi * radius**2


def double(number: int) -> int:
    return number * 2


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    size = await asyncio.to_thread(area, ctx.event.data["radius"])
    twice = await sync_to_async(double)(ctx.event.data["number"])
    again = await run_in_threadpool(double, twice)
    await ctx.step.run("keep", keep, size, again)
