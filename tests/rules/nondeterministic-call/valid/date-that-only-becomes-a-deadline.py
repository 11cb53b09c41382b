import datetime
import inngest
from app import db
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    now = datetime.datetime.now(datetime.UTC)
    due = now.replace(hour=9)
    if due <= now:
        due += datetime.timedelta(days=1)
    await ctx.step.sleep_until("due", due)
    await db.jobs.touch(datetime.datetime.now(datetime.UTC))
    await ctx.step.run("tell", tell)
