import inngest
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    minutes = await ctx.step.run("minutes", load)
    pause = f"{minutes}m"
    await ctx.step.sleep("a", f"{minutes}m")  # error
    await ctx.step.sleep("b", pause)  # error
    await ctx.step.sleep("c", str(minutes) + "m")  # error
    found = await ctx.step.wait_for_event(
        "d",
        event="x/z",
        timeout=f"{minutes}h",  # error
        if_exp="async.data.id == event.data.id",
    )
    if found is None:
        return
