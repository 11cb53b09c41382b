import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("a", work)
    except inngest.NonRetriableError:
        ctx.logger.warning("permanent")
        raise
    except inngest.StepError:
        await ctx.step.run("undo", undo)
    try:
        parse(ctx.event.data)
    except inngest.NonRetriableError:
        return
