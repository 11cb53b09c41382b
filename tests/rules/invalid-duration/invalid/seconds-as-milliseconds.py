import inngest
from app.client import inngest_client

MINUTE = 60


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event(
        "w",
        event="x/z",
        if_exp="async.data.id == event.data.id",
        timeout=MINUTE,  # error
    )
    await ctx.step.sleep("z", duration=86_400)  # error
