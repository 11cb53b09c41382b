import inngest

from app.client import client


async def refund(user: str) -> None:
    try:
        await credits.refund(user, 1)
    except Exception:  # error
        logger.exception("no refund")
        # Don't raise: the import goes on without it.


async def settle(user: str) -> None:
    try:
        await credits.settle(user)
    except Exception:  # error
        logger.exception("not settled")
    # Never stop here: this belongs to what comes after.


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("refund", refund, ctx.event.data["user"])
    await ctx.step.run("settle", settle, ctx.event.data["user"])
