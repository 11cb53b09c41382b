from contextlib import asynccontextmanager

import inngest
from app.client import inngest_client
from app.database import make_session


@asynccontextmanager
async def a_session():
    session = await ready(make_session())
    try:
        yield session
    except Exception:
        await session.rollback()
        raise
    finally:
        await session.close()


async def ready(session):
    return session


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async with a_session() as session:
        note(session)
    await ctx.step.run("load", load)
