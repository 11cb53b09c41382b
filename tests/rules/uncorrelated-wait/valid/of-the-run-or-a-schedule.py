import inngest
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    order = ctx.event.data["order_id"]
    await ctx.step.wait_for_event(
        "a",
        event="x/z",
        timeout=week,
        if_exp="async.data.id == event.data.id && async.data.approved == true",
    )
    await ctx.step.wait_for_event(
        "b", event="x/z", timeout=week, if_exp="async.data.id == '" + order + "'"
    )


@client.create_function(fn_id="b", trigger=inngest.TriggerCron(cron="0 9 * * *"))
async def b(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event(
        "a", event="x/z", timeout=week, if_exp="async.data.approved == true"
    )
