import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    started = {}
    try:
        await ctx.step.run("work", work)
    except inngest.StepError:
        await ctx.step.run("note", note)
        raise
    finally:
        started.clear()
    try:
        limit = int(ctx.event.data["limit"])
    finally:
        await ctx.step.run("count", count)
    await ctx.step.run("stop", stop, limit)
