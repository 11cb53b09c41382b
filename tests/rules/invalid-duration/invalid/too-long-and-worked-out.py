import datetime

import inngest
from app.client import client

TIED = "async.data.id == event.data.id"
HOUR = 60 * 60
MOST = datetime.timedelta(days=400)


def seconds(number: float) -> datetime.timedelta:
    return datetime.timedelta(seconds=number)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.sleep("a", HOUR)  # error
    await ctx.step.sleep("b", MOST)  # error
    await ctx.step.sleep("c", datetime.timedelta(weeks=60))  # error
    await ctx.step.wait_for_event("d", event="x/z", timeout=seconds(1.5), if_exp=TIED)  # error
