import time

import httpx
import inngest
import requests

from app.client import client


@client.create_function(fn_id="ask", trigger=inngest.TriggerEvent(event="x/y"))
async def ask(ctx: inngest.Context) -> None:
    tell = requests.post if ctx.event.data["now"] else print
    tell("https://example.com/a")  # error
    (httpx.get if ctx.event.data["fast"] else requests.get)("https://example.com/b")  # error
    library = httpx if ctx.event.data["fast"] else requests
    library.delete("https://example.com/c")  # error
    show = print if ctx.event.data["now"] else repr
    show("https://example.com/d")
    await ctx.step.run("wait", time.sleep, 1)


def skip(**options):
    return lambda function: function


define = client.create_function if client is not None else skip
made_by = client.create_function


@define(fn_id="chosen", trigger=inngest.TriggerEvent(event="x/y"))
async def chosen(ctx: inngest.Context) -> None:
    requests.post("https://example.com/e")  # error
    await ctx.step.run("wait", time.sleep, 1)


@made_by(fn_id="named", trigger=inngest.TriggerEvent(event="x/y"))
async def named(ctx: inngest.Context) -> None:
    requests.post("https://example.com/f")  # error
    await ctx.step.run("wait", time.sleep, 1)


@skip(fn_id="other", trigger=inngest.TriggerEvent(event="x/y"))
async def other(ctx: inngest.Context) -> None:
    requests.post("https://example.com/g")
