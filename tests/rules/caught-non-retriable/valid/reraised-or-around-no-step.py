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


def work() -> str:
    # Inside the step its cause is still an answer.
    try:
        return call()
    except inngest.RetryAfterError:
        return "busy"


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
async def b(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("b", work)
    except inngest.RetryAfterError as error:
        ctx.logger.warning("later: %s", error)
        raise
