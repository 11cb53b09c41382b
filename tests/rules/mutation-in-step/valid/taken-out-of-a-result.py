import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    found: dict = ctx.step.run("load", load)

    def save() -> None:
        template = found.pop("template", None)
        store.save(found, template)

    ctx.step.run("save", save)


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    found = await ctx.step.run("load", load)

    async def save() -> None:
        await store.save(found.pop("key"), found)

    await ctx.step.run("save", save)
