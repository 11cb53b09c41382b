import inngest
from app.client import inngest_client


async def charge():
    async with SessionLocal() as session:
        try:
            await reset(session)
            await session.commit()
        except Exception as error:
            await session.rollback()
            raise


async def close():
    try:
        await connection.insert("a")
    except Exception:
        await connection.execute("ROLLBACK")
        await connection.execute("insert into failed values (1)")


async def load():
    try:
        return await db.load()
    except Exception:
        return None


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("charge", charge)
    await ctx.step.run("close", close)
    user = await ctx.step.run("load", load)
    if user is None:
        raise inngest.NonRetriableError("no user")
