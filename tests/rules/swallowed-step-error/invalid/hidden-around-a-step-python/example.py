import inngest

from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("charge", charge)
    except Exception:  # error
        ctx.logger.exception("not charged")
    try:
        await ctx.step.run("tell", tell)
    except inngest.StepError:  # error
        pass
    await ctx.step.run("last", last)
