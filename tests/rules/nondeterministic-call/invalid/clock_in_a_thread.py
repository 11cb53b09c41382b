import asyncio

import inngest
from app.client import client
from asgiref.sync import sync_to_async
from django.utils import timezone


def now() -> float:
    return timezone.now().timestamp()


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    began = await sync_to_async(now)()  # error
    ended = await asyncio.to_thread(now)  # error
    await ctx.step.run("keep", keep, began, ended)
