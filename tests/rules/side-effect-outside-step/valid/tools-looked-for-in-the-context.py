import inngest
from client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.send_event("x/told", {})
    await ctx.run("b", lambda: 1)
    await ctx.step.run("c", lambda: 1)
