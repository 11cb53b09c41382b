import datetime

import inngest
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    minutes = await ctx.step.run("minutes", load)
    pause = datetime.timedelta(minutes=minutes) + datetime.timedelta(seconds=30)
    await ctx.step.sleep(f"pause-{minutes}", pause)
    await ctx.step.sleep("b", minutes * 60 + 1000)
