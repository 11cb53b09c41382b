import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(*args, **kwargs) -> None:
    ctx = kwargs.get("ctx")
    if not ctx and len(args) > 0:
        ctx = args[0]
    data = ctx.event.data if hasattr(ctx.event, "data") else ctx.event.get("data", {})
    await store(data)  # error
