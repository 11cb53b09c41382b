from functools import partial
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    rows = ctx.event.data["rows"]

    def make(row):
        return lambda: ctx.step.run(f"a-{row}", load, row)

    listed = [lambda row=row: ctx.step.run(f"b-{row}", load, row) for row in rows]
    await ctx.group.parallel(tuple(listed))
    later = [make(row) for row in rows]
    for row in rows:

        def one(row=row):
            return ctx.step.run(f"c-{row}", lambda: load(row))

        later.append(one)
        later.append(partial(ctx.step.run, f"d-{row}", partial(load, row)))
        limit = 3
        later.append(lambda row=row: ctx.step.run(f"e-{row}", load, row, limit))

        async def now():
            return await ctx.step.run(f"f-{row}", load, row)

        await now()
        await ctx.group.parallel(
            (
                lambda: ctx.step.run(f"g-{row}", load, row),
                lambda: ctx.step.run(f"h-{row}", load, row),
            )
        )
        here = []
        here.append(lambda: ctx.step.run(f"i-{row}", load, row))
        await ctx.group.parallel(tuple(here))
        await partial(ctx.step.run, f"j-{row}", lambda: load(row))()
    await ctx.group.parallel(tuple(later))
    for start in (lambda: ctx.step.run(f"k-{row}", load, row) for row in rows):
        await start()
