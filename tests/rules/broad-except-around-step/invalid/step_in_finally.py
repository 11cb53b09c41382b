import inngest

bus = inngest.Inngest(app_id="shop")


async def close(ctx: inngest.Context, machine: str) -> None:
    await ctx.step.run("close", stop, machine)


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    machine = await ctx.step.run("start", start)
    try:
        await ctx.step.run("work", work, machine)
    except Exception:
        await ctx.step.run("note", note)
        raise
    finally:
        await ctx.step.run("stop", stop, machine)  # error


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("work", work)
    finally:
        if ctx.event.data:
            await close(ctx, "m")  # error
