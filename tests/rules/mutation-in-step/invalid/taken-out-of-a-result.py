import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    found = await ctx.step.run("load", load)

    async def save() -> None:
        await store.save(found.pop("key"))  # error

    await ctx.step.run("save", save)
    await ctx.step.run("rest", store.save_all, found)


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    todo = await ctx.step.run("load", load)
    while todo:

        async def save() -> None:
            await store.save(todo.pop())  # error

        await ctx.step.run("save", save)
