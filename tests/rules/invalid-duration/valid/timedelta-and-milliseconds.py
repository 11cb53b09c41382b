import datetime
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event(
        "w",
        event="x/z",
        if_exp="async.data.id == event.data.id",
        timeout=datetime.timedelta(minutes=1),
    )
    await ctx.step.sleep("ms", 30_000)
    await ctx.step.sleep("sum", 60 * 60 * 1000)
