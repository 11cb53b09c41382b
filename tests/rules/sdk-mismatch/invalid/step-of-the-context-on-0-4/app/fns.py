import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:  # error
    await ctx.step.run("a", work)


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context, step: inngest.Step) -> None:
    await step.run("b", work)
    await ctx.step.run("c", work)  # error
