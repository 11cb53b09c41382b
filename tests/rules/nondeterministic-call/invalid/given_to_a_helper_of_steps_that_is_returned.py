import datetime

import inngest
from app.client import inngest_client


async def run_day(step: inngest.Step, day: str) -> None:
    await step.run("save", save, day)
    await step.run("mail", mail, day)


@inngest_client.create_function(fn_id="plan", trigger=inngest.TriggerCron(cron="0 9 * * *"))
async def plan(ctx: inngest.Context) -> None:
    return await run_day(ctx.step, datetime.datetime.now(datetime.UTC).isoformat())  # error
