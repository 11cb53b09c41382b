import time

import inngest
from client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerCron(cron="0 3 * * 0"))
async def a(ctx: inngest.Context) -> None:
    month_ago = time.time() - 30 * 24 * 60 * 60
    await ctx.step.run("sweep", sweep)
    await ctx.step.run("report", report)
