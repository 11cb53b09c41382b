import inngest

from app.client import client


async def work(order_id: str) -> None:
    lock = await locks.take(order_id)
    try:
        await do(order_id)
    finally:
        try:
            await store.set(lock.key, "free")
        except Exception:
            logger.exception("lock is left")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("work", work, ctx.event.data["id"])
