import inngest
from sqlalchemy import select

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def load():
        async with sessions() as session:
            orders = (await session.execute(select(Order))).scalars().all()
            ids = [each for each in (await session.execute(select(Order.id))).scalars().all()]
            numbers = [number for number in range(3)] + [each for each in reversed(ids)]
            pairs = [name for name in {"a", "b"}]
            return {"ids": ids, "of": [order.id for order in orders], "n": numbers, "p": pairs}

    await ctx.step.run("load", load)
