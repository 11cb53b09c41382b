import inngest
from app.client import inngest_client
from app.db import database


async def early(ctx, step_id, work):
    if ctx is None:
        return await work()
    return await ctx.step.run(step_id, work)


async def chosen(step, step_id, work):
    return await (step.run(step_id, work) if step else work())


async def later(run, step_id, work):
    is_durable = run is not None
    if is_durable:
        return await run(step_id, work)
    await database.execute("begin")
    return await work()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def save() -> None:
        await database.execute("insert")

    await early(ctx, "early", save)
    await chosen(ctx.step, "chosen", save)
    await later(lambda step_id, work: ctx.step.run(step_id, work), "later", save)
