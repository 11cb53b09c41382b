import time
from datetime import datetime, timezone
from inngest import Context, Event, Inngest, TriggerEvent

bus = Inngest(app_id="app")


@bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
async def a(ctx: Context) -> None:
    key = f"run-{time.time()}"
    await ctx.step.send_event("one", Event(name="a/b", id=key))  # error
    now = datetime.now(timezone.utc).isoformat()
    await ctx.step.send_event("two", [Event(name="a/b", id=f"x-{now}")])  # error
