import inngest

from app.client import inngest_client
from db import get_store


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    store = get_store()
    await ctx.step.run("load", load, store)
