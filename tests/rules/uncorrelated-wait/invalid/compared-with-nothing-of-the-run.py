import inngest
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event(  # error
        "a", event="x/z", timeout=week, if_exp="async.data.approved == true"
    )
    await ctx.step.wait_for_event(  # error
        "b", event="x/z", timeout=week, if_exp='async.data.kind == "event" && async.data.amount > 5'
    )
