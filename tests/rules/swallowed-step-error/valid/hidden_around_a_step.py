import inngest

from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("charge", charge)
    except inngest.StepError:
        await ctx.step.run("refund", refund)
    # The report goes out without a picture.
    try:
        await ctx.step.run("draw", draw)
    except inngest.StepError:
        ctx.logger.warning("no picture")
    try:
        await ctx.step.run("tell", tell)
    except KeyError:
        pass
    await ctx.step.run("last", last)
