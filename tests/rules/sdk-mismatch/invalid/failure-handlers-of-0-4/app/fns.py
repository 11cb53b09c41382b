import inngest

bus = inngest.Inngest(app_id="shop")


async def told(ctx: inngest.Context, step: inngest.Step) -> None:  # error
    await step.run("tell", tell)


async def kept(ctx: inngest.Context) -> None:
    await ctx.step.run("keep", keep)


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=told)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("a", work)


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"), on_failure=told)
async def b(ctx: inngest.Context) -> None:
    await ctx.step.run("b", work)


@bus.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/w"), on_failure=kept)
async def c(ctx: inngest.Context) -> None:
    await ctx.step.run("c", work)
