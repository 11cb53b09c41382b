import os

import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    path = await ctx.step.run("make", make)
    try:
        await ctx.step.run("build", build, path)
    finally:
        os.unlink(path)  # error
