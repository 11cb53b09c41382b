import datetime
import functools
import uuid

import inngest
import requests

from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    url = ctx.event.data["url"]
    await ctx.step.run("fetch", requests.get, url)  # error
    await ctx.step.run("fetch-too", functools.partial(requests.get, url, timeout=5))  # error
    await ctx.step.run("clock", functools.partial(datetime.datetime.now, datetime.UTC))  # error
    await ctx.step.run("id", uuid.UUID, ctx.event.data["id"])  # error
    await ctx.step.run("unique", functools.partial(set, ctx.event.data["ids"]))  # error
