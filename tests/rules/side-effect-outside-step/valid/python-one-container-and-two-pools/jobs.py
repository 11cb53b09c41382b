import inngest

from app.client import inngest_client
from db import build_container, make_store


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    container = build_container()
    store = make_store("store://")
    await ctx.step.run("load", load, container, store)
