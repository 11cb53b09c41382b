import datetime
from datetime import datetime as dt
import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.sleep_until("new-year", dt(2030, 1, 1, tzinfo=datetime.UTC))
    await ctx.step.sleep_until("stored", dt.fromisoformat(ctx.event.data["at"]))
    await ctx.step.run("log", lambda: log(dt.now()))
