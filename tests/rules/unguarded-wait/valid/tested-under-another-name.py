import inngest
from app.client import client

TIED = "async.data.id == event.data.id"


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> list[object]:
    first = await ctx.step.wait_for_event("a", event="x/z", timeout=week, if_exp=TIED)
    answer = first
    if answer is None:
        return []
    second = await ctx.step.wait_for_event("b", event="x/z", timeout=week, if_exp=TIED)
    if second is None:
        ctx.logger.warning("nobody answered")
        second = inngest.Event(name="x/z", data={"by": "nobody"})
    third = await ctx.step.wait_for_event("c", event="x/z", timeout=week, if_exp=TIED)
    if third is None:
        ctx.logger.warning("nobody answered")
        give_up()
    return [first.data["by"], second.data["by"], third.data["by"]]
