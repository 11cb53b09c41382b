import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def load():
        return await session.scalars(select(Order).limit(20))

    for order in await ctx.step.run("load", load):
        await ctx.step.run(f"remind-{order}", remind, order)
    pages = await ctx.step.run("pages", load_pages, ctx.event.data["id"])
    for page in pages:
        await ctx.step.run(f"index-{page}", index, page)
