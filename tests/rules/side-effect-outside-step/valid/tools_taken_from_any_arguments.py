import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(*args, **kwargs) -> None:
    ctx = kwargs.get("ctx") or args[0]
    step = kwargs.get("step") or args[1]
    await step.run("one", lambda: load(ctx.event.data))
    await ctx.step.run("two", lambda: load(ctx.event.data))


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(**kwargs) -> None:
    await kwargs["step"].run("one", lambda: load(kwargs["ctx"].event.data))


@bus.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
async def c(*args) -> None:
    ctx = args[0]
    await ctx.step.run("one", lambda: load(ctx.event.data))
