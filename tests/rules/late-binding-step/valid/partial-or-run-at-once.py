import functools
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    later = []
    for name in ctx.event.data["names"]:
        later.append(functools.partial(ctx.step.run, f"load-{name}", load, name))
        await ctx.step.run(f"now-{name}", lambda: load(name))
    await ctx.group.parallel(tuple(later))
    await ctx.group.parallel((lambda: ctx.step.run("one", load, "one"),))
