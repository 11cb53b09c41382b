import datetime

import inngest

from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    lessons = await ctx.step.run("lessons", lessons_of)
    for lesson in lessons:
        await ctx.step.run(f"send-{lesson}", send, lesson)
        await ctx.step.sleep("a-day", datetime.timedelta(days=1))
    trials = await ctx.step.run("trials", ended)
    for trial in trials:
        try:
            await ctx.step.run(f"end-{trial}", end, trial)
        except inngest.StepError:
            ctx.logger.warning("not ended")
            await ctx.step.run(f"note-{trial}", note, trial)
