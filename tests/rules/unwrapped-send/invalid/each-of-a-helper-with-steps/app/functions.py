import inngest

from app.client import client
from app.jobs import run_job


@client.create_function(fn_id="job", trigger=inngest.TriggerEvent(event="job/asked"))
async def job(ctx: inngest.Context) -> None:
    await run_job(ctx)
