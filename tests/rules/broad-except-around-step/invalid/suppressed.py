from contextlib import suppress

import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    with suppress(BaseException):  # error
        await ctx.step.run("tell", tell)
    with suppress(Exception):
        await ctx.step.run("note", note)
