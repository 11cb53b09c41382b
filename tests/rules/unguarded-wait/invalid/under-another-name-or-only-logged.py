import inngest
from app.client import client

TIED = "async.data.id == event.data.id"


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> list[object]:
    first = await ctx.step.wait_for_event("a", event="x/z", timeout=week, if_exp=TIED)  # error
    answer = first
    second = await ctx.step.wait_for_event("b", event="x/z", timeout=week, if_exp=TIED)  # error
    if second is None:
        ctx.logger.warning("nobody answered")
    third = await ctx.step.wait_for_event("c", event="x/z", timeout=week, if_exp=TIED)  # error
    if not third:
        print("nobody answered")
    return [answer.data["by"], second.data["by"], third.data["by"]]
