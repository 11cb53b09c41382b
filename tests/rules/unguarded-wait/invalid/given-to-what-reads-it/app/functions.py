import datetime

import inngest

from app.client import client
from app.events import Approved, approver

WEEK = datetime.timedelta(days=7)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)  # error
    return Approved.parse(answer).by


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)  # error
    return approver(event=answer)


@client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
async def c(ctx: inngest.Context) -> str:
    answer = await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)  # error
    return Approved.model_validate(answer).by


@client.create_function(fn_id="d", trigger=inngest.TriggerEvent(event="x/y"))
async def d(ctx: inngest.Context) -> str:
    return approver(
        await ctx.step.wait_for_event("wait", event="x/approved", timeout=WEEK)  # error
    )
