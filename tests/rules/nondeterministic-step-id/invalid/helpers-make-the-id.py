import time
import uuid

import inngest
from app.client import client


def new_id() -> str:
    return uuid.uuid4().hex


async def pack(step: inngest.Step, order: str) -> None:
    await step.run(f"pack-{time.time()}-{order}", print)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run(f"send-{new_id()}", print)  # error
    await pack(ctx.step, "b")  # error
