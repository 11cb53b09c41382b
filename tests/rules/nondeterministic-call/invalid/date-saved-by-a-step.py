import datetime
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    due = datetime.datetime.now(datetime.UTC)  # error
    if due.hour > 9:
        due = due + datetime.timedelta(days=1)
    await ctx.step.run("save", save, due)
    await ctx.step.run("keep", lambda: save(due))
