import inngest
from app.client import inngest_client


async def expire() -> None:
    await db.orders.expire()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    first = await ctx.step.wait_for_event("first", event="x/z", timeout=day, if_exp=tied)  # error
    if first is not None:
        await ctx.step.run("note-first", note, first.data["by"])
    await ctx.step.run("use-first", use, first.data["by"])
    second = await ctx.step.wait_for_event("second", event="x/z", timeout=day, if_exp=tied)  # error
    if second and second.data["ok"]:
        ctx.logger.info("all is well")
    by = second.data["by"]
    third = await ctx.step.wait_for_event("third", event="x/z", timeout=day, if_exp=tied)  # error
    try:
        await ctx.step.run("use-third", use, third.data["by"], by)
    except ValueError:
        ctx.logger.info("not usable")
    fourth = await ctx.step.wait_for_event("fourth", event="x/z", timeout=day, if_exp=tied)  # error
    if fourth is None:
        await ctx.step.run("expire", expire)
    await ctx.step.run("use-fourth", use, fourth.data["by"])
