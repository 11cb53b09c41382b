from contextlib import asynccontextmanager

import inngest
from app.client import inngest_client
from app.database import factory


@asynccontextmanager
async def a_session():
    async with factory() as session:
        yield session
        await session.commit()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load)
    async with a_session() as session:
        await session.execute("DELETE FROM orders")  # error
    async with a_session() as session:  # error
        session.add(Order())
