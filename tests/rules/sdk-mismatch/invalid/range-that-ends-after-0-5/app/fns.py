import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context, step: inngest.Step) -> None:  # error
    await step.run("a", work)
