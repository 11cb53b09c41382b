from inngest import Context, Event, TriggerEvent
from app.client import bus


async def received(request) -> None:
    body = await request.json()
    bus.send_sync(Event(**body))
    await bus.send(to_event(body))
    await bus.send(Event(name="a/b", id=body["id"]))


@bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
async def on_webhook(ctx: Context) -> None:
    await ctx.step.send_event("send", Event(name="a/b"))
