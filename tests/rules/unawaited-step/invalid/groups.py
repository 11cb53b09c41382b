import inngest

from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    ctx.group.parallel((lambda: ctx.step.run("one", one),))  # error
    ctx.group.parallel(tuple(lambda n=n: ctx.step.run(n, one) for n in names))  # error
    await ctx.group.parallel((lambda: ctx.step.run("two", two),))


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    [ctx.step.run(f"each-{n}", one) for n in names]  # error
    (ctx.step.run("first", one), ctx.step.run("second", two))  # error
    [await ctx.step.run(f"every-{n}", one) for n in names]
