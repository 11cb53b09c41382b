import inngest

from app.client import inngest_client


async def remove_rest() -> None:
    try:
        await store.remove()
    except Exception as again:
        logger.error("not removed: %s", again)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("work", work)
    except inngest.StepError:
        await ctx.step.run("remove-rest", remove_rest)
        raise
