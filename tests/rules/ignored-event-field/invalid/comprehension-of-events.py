from inngest import Context, Event, Inngest, TriggerEvent

bus = Inngest(app_id="app")


@bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
async def a(ctx: Context) -> None:
    events = [
        Event(name="a/b", data={"id": i}, dedupe_key=str(i))  # error
        for i in ctx.event.data["ids"]
    ]
    await ctx.step.send_event("send", events)
