import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context, step: inngest.Step) -> None:
    await step.run("a", work, ctx.event.data)


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx, **tools) -> None:
    await tools["step"].run("b", work)
