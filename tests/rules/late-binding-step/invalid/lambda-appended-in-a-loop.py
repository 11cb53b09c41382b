import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    later = []
    for name in ctx.event.data["names"]:
        later.append(lambda: ctx.step.run("load", load, name))  # error
    await ctx.group.parallel(tuple(later))
