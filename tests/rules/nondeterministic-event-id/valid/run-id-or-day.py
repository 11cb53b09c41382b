import time
from datetime import date, datetime, timezone
from inngest import Context, Event, Inngest, TriggerEvent

bus = Inngest(app_id="app")


@bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
async def a(ctx: Context) -> None:
    await ctx.step.send_event("one", Event(name="a/b", id=f"seen-{ctx.run_id}"))
    await ctx.step.send_event("two", Event(name="a/b", ts=int(time.time() * 1000)))
    day = datetime.now(timezone.utc).strftime("%Y-%m-%d")
    await ctx.step.send_event("three", Event(name="a/b", id=f"digest-{day}"))
    await ctx.step.send_event("four", Event(name="a/b", id=f"digest-{date.today()}"))
