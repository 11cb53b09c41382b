import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> str | None:
    first = await ctx.step.wait_for_event("first", event="x/z", timeout=day, if_exp=tied)
    if first is not None:
        await ctx.step.run("use-first", use, first.data["by"])
    await ctx.step.run("close", close)
    second = await ctx.step.wait_for_event("second", event="x/z", timeout=day, if_exp=tied)
    known = False
    if second:
        known = True
    if known:
        await ctx.step.run("use-second", use, second.data["by"])
    third = await ctx.step.wait_for_event("third", event="x/z", timeout=day, if_exp=tied)
    try:
        by = third.data["by"]
    except AttributeError:
        return None
    fourth = await ctx.step.wait_for_event("fourth", event="x/z", timeout=day, if_exp=tied)
    if fourth:
        await ctx.step.run("note-fourth", note, fourth.data["by"])
    return fourth.data["by"] if fourth else by
