from inngest import Context, Event, Inngest, TriggerEvent
from billing import stripe

bus = Inngest(app_id="app")


@bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"), idempotency="event.data.id")
async def a(ctx: Context) -> None:
    await ctx.step.run("charge", lambda: stripe.Charge.create(idempotency_key="x"))
    await ctx.step.send_event("send", Event(name="a/b", data={"idempotency_key": "x"}))
    await ctx.step.send_event("more", [Event(**each) for each in ctx.event.data["ids"]])
