from functools import partial
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    rows = ctx.event.data["rows"]
    listed = [lambda: ctx.step.run(f"a-{row}", load, row) for row in rows]  # error
    await ctx.group.parallel(tuple(listed))
    lazy = (lambda: ctx.step.run(f"b-{row}", load, row) for row in rows)  # error
    await ctx.group.parallel(lazy)
    later = []
    for row in rows:

        def one():
            return ctx.step.run(f"c-{row}", load)  # error

        later.append(one)
        key = f"d-{row}"
        two = lambda: ctx.step.run(key, lambda: load())  # error
        later.append(two)
        later.append(lambda: ctx.step.run("e", lambda: load(row)))  # error
        later += [partial(ctx.step.run, f"g-{row}", lambda: load(row))]  # error
    await ctx.group.parallel(tuple(later))
    bound = tuple(partial(ctx.step.run, f"f-{n}", lambda: load(n)) for n in rows)  # error
    await ctx.group.parallel(bound)
