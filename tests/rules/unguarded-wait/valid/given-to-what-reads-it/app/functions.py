import datetime

import inngest

from app.client import client
from app.events import Approved, approver, approver_or_nobody, forgiving
from app.other import read

WEEK = datetime.timedelta(days=7)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)
    if answer is None:
        return "nobody"
    return Approved.parse(answer).by


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> list[object]:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)
    return [approver_or_nobody(answer), Approved.parse_if_any(answer)]


@client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
async def c(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)
    return forgiving(answer)


@client.create_function(fn_id="d", trigger=inngest.TriggerEvent(event="x/y"))
async def d(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)
    return read(answer)


@client.create_function(fn_id="e", trigger=inngest.TriggerEvent(event="x/y"))
async def e(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)
    return approver(answer) if answer else "nobody"


@client.create_function(fn_id="f", trigger=inngest.TriggerEvent(event="x/y"))
async def f(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)
    said = "nobody"
    if answer is not None:
        by = Approved.parse(answer).by
        said = f"by {by}"
    return said


@client.create_function(fn_id="g", trigger=inngest.TriggerEvent(event="x/y"))
async def g(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)
    said = "nobody"
    if answer is not None:
        said = str(answer.data["by"])
    return said
