import inngest.flask as adapter

adapter.serve(app, bus, [])


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context, step: inngest.Step) -> None:
    await step.run("a", work)
