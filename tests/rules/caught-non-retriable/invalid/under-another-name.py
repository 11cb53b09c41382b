from inngest import NonRetriableError as Permanent
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("a", work)
    except (Permanent, inngest.StepError):  # error
        await ctx.step.run("undo", undo)
