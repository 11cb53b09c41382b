import builtins
import inngest
from app.client import inngest_client


async def load(step: inngest.Step) -> int:
    return await step.run("load", fetch)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await load(ctx.step)
    except (ValueError, BaseException) as err:  # error
        ctx.logger.warning("failed: %s", err)
    try:
        if ctx.attempt == 0:
            await ctx.step.sleep("pause", 60_000)
    except builtins.BaseException:  # error
        return
