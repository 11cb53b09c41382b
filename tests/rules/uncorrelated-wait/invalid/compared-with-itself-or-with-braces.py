import inngest
from app.client import client

SELF = "async.data.id == async.data.id"
PYTHONS = "async.data.id == '{job_id}'"
SHELLS = "async.data.id == '${job_id}'"
ENDED = "async.data.id == event.data.id;"


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event("a", event="x/z", timeout=day, if_exp=SELF)  # error
    await ctx.step.wait_for_event("b", event="x/z", timeout=day, if_exp=PYTHONS)  # error
    await ctx.step.wait_for_event("c", event="x/z", timeout=day, if_exp=SHELLS)  # error
    await ctx.step.wait_for_event("d", event="x/z", timeout=day, if_exp=ENDED)  # error
