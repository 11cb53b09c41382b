import inngest
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    job_id = ctx.event.data["id"]
    await ctx.step.wait_for_event(
        "a", event="x/z", timeout=day, if_exp=f"async.data.id == '{job_id}'"
    )
    await ctx.step.wait_for_event(
        "b", event="x/z", timeout=day, if_exp="async.data.id == '{}'".format(job_id)
    )
    await ctx.step.wait_for_event(
        "c", event="x/z", timeout=day, if_exp="async.data.id == '{id}'".format(id=job_id)
    )
    await ctx.step.wait_for_event(
        "d", event="x/z", timeout=day, if_exp="async.data.id == '%s'" % job_id
    )
    await ctx.step.wait_for_event(
        "e",
        event="x/z",
        timeout=day,
        if_exp="async.data.code == '{}' && async.data.id == event.data.id",
    )
