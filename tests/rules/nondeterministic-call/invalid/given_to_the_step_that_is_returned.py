import uuid

import inngest

from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> object:
    key = uuid.uuid4()  # error
    return await ctx.step.run("save", lambda: save(key))


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> object:
    key = uuid.uuid4()  # given back at the end
    rows = await ctx.step.run("load", load)
    return [{**row, "key": str(key)} for row in rows]
