import datetime

import inngest
from app.client import client

HOUR = 60 * 60 * 1000


def minutes(number: int) -> datetime.timedelta:
    return datetime.timedelta(minutes=number)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.sleep("a", HOUR)
    await ctx.step.sleep("b", minutes(5))
    await ctx.step.sleep("c", datetime.timedelta(milliseconds=1500))
    await ctx.step.sleep("d", datetime.timedelta(days=366))
    await ctx.step.invoke("e", function=other, timeout=datetime.timedelta(days=400))
    await ctx.step.wait_for_event(
        "f", event="x/z", timeout=minutes(2), if_exp="async.data.id == event.data.id"
    )
