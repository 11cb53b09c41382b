import asyncio

import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> object:
    await (first := ctx.step.run("first", load))
    await (task := asyncio.create_task(ctx.step.run("second", load)))
    if found := await ctx.step.run("third", load):
        return found
    return await (last := ctx.step.run("last", load))
