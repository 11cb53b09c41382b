import inngest
from sqlalchemy import Column, Integer, select
from sqlalchemy.orm import declarative_base

bus = inngest.Inngest(app_id="shop")
Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def load():
        async with sessions() as session:
            found = await session.execute(select(Order).where(Order.id > 1))
            return [order for order in found.scalars().all()]  # error

    async def by_id():
        async with sessions() as session:
            orders = (await session.execute(select(Order))).scalars().all()
            return {order.id: order for order in orders}  # error

    async def make() -> Order:
        return make_order()  # error

    await ctx.step.run("load", load)
    await ctx.step.run("by-id", by_id)
    await ctx.step.run("make", make)
