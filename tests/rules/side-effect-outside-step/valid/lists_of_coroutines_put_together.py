import asyncio
import itertools

import inngest

from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    told = [ctx.step.run(f"tell-{user}", tell, user) for user in ctx.event.data["users"]]
    asked = [ctx.step.run(f"ask-{user}", ask, user) for user in ctx.event.data["users"]]
    await asyncio.gather(*itertools.chain(told, asked))
    await asyncio.gather(*told.copy())
