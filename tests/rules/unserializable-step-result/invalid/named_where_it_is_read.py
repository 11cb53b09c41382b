import datetime

import inngest
from app.client import inngest_client


async def started() -> datetime.datetime | None:
    if (at := datetime.datetime.now()).hour > 8:
        return at  # error
    return None


async def ended() -> datetime.datetime:
    return (at := datetime.datetime.now())  # error


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("start", started)
    await ctx.step.run("end", ended)
