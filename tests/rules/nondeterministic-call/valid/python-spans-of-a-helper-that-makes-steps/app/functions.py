import inngest
from app.client import client
from app.flow import run_flow


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await run_flow(ctx, ctx.event.data)
