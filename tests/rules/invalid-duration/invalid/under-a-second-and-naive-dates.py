import datetime
from datetime import timedelta
import inngest
from app.client import inngest_client

SOON = timedelta(milliseconds=200)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    for n, wait in enumerate(
        (
            await ctx.step.wait_for_event(
                "w",
                event="x/z",
                if_exp=MATCH,
                timeout=SOON,  # error
            ),
            await ctx.step.wait_for_event(
                "x",
                event="x/z",
                if_exp=MATCH,
                timeout=datetime.timedelta(seconds=1.5),  # error
            ),
            await ctx.step.invoke(
                "i",
                function=other,
                timeout=timedelta(0, 0, 5),  # error
            ),
        )
    ):
        print(n, wait)
    fast = ctx.event.data["fast"]
    await ctx.step.sleep("p", timedelta(days=1) if fast else 3600)  # error
    await ctx.step.sleep_until("s", "2030-02-01T16:30:00")  # error
    await ctx.step.sleep_until("t", until=f"{ctx.event.data['day']}T09:00:00")  # error
    await ctx.step.sleep_until("u", ctx.event.data["remind_at"])  # error
