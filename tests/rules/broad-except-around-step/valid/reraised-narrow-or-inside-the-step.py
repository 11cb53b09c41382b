import inngest
from app.client import inngest_client


async def work() -> int:
    try:
        return await fetch()
    except:
        return -1


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("load", work)
    except BaseException:
        ctx.logger.warning("failed")
        raise
    try:
        await ctx.step.run("again", work)
    except Exception:
        await ctx.step.run("compensate", work)
    try:
        value = int(ctx.event.data["n"])
    except:
        value = 0
