import inngest
from client import client
from library import cells
from tables import plan, table


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), retries=1)
async def a(ctx: inngest.Context):
    scores = await ctx.step.run("load", load)
    rows = table(scores)
    rows.insert(0, {"name": "all"})
    first = cells(scores)
    first.insert(0, "all")
    drawn = plan(scores)
    drawn.save("end")
    await ctx.step.run("store", lambda: [rows, first, drawn.parts])
