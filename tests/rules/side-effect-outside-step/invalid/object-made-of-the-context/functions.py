import inngest
from app.client import client
from jobs import run_job


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await run_job(ctx.event.data["numbers"], ctx=ctx)
