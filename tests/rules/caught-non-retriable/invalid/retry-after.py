import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("a", work)
    except inngest.RetryAfterError:  # error
        await ctx.step.run("undo", undo)


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
def b(ctx: inngest.ContextSync) -> None:
    try:
        ctx.step.run("b", work)
    except (inngest.StepError, inngest.RetryAfterError, inngest.NonRetriableError):  # error
        ctx.step.run("undo-b", undo)
