import json
import os
from contextlib import nullcontext, suppress

import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def charge() -> dict:
        with suppress(json.JSONDecodeError):
            note(json.loads(ctx.event.data["order"]))
        with nullcontext(), suppress(FileNotFoundError):
            os.remove("/tmp/order")
        return await provider.charge(ctx.event.data["order"])

    async def fast() -> dict:
        with suppress(Exception):
            return await provider.fast()
        return await provider.slow()

    await ctx.step.run("charge", charge)
    await ctx.step.run("ask", fast)


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    async def charge() -> None:
        with inbox.suppress(Exception), suppress():
            await provider.charge(ctx.event.data["order"])

    await ctx.step.run("charge", charge)
