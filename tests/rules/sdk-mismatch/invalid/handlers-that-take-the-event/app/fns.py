import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync, event: inngest.Event) -> None:  # error
    ctx.step.run("a", work, event.data)


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
def b(ctx: inngest.ContextSync, step: inngest.StepSync) -> None:  # error
    step.run("a", work)
