import inngest

from app.client import inngest_client
from http_client import request


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    rates = await request("https://example.com")  # a step around it mends the wait too
    await ctx.step.run("save", save, rates)
