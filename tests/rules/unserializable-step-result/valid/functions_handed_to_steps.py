import functools
import json

import inngest

from app.client import client
from app.pages import Page, fetch


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    url = ctx.event.data["url"]
    await ctx.step.run("fetch", fetch, url)
    await ctx.step.run("fetch-too", functools.partial(fetch, url, timeout=5))
    await ctx.step.run("text", str, ctx.event.data["id"])
    await ctx.step.run("sort", sorted, ctx.event.data["ids"])
    await ctx.step.run("read", functools.partial(json.loads, ctx.event.data["text"]))
    await ctx.step.run("page", Page.model_validate, ctx.event.data, output_type=Page)
