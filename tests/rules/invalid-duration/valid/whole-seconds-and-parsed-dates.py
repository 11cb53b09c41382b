import datetime
from datetime import timedelta
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    one = await ctx.step.wait_for_event(
        "w", event="x/z", if_exp=MATCH, timeout=timedelta(milliseconds=2000)
    )
    two = await ctx.step.wait_for_event(
        "x", event="x/z", if_exp=MATCH, timeout=timedelta(minutes=0.5, seconds=n)
    )
    await ctx.step.sleep("p", timedelta(seconds=1.5))
    await ctx.step.sleep("q", timedelta(days=1) if one else timedelta(hours=1))
    await ctx.step.sleep_until("s", datetime.datetime.fromisoformat("2030-02-01T16:30:00Z"))
    await ctx.step.sleep_until("t", two)
    at = datetime.datetime.fromisoformat(ctx.event.data["remind_at"])
    await ctx.step.sleep_until("u", at)
    await ctx.step.sleep_until("v", parse(ctx.event.data["remind_at"]))
