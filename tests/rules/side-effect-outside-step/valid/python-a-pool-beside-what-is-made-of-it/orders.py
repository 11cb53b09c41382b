import inngest
from client import inngest_client
from db import queries


@inngest_client.create_function(fn_id="orders", trigger=inngest.TriggerEvent(event="x/y"))
async def orders(ctx: inngest.Context) -> None:
    found = queries()
    await ctx.step.run("load", found.load)
    await ctx.step.run("mark", found.mark)
