import inngest

from app.client import inngest_client
from db import get_store, store_url


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    store = get_store()
    url = store_url()
    await ctx.step.run("load", load, store, url)
