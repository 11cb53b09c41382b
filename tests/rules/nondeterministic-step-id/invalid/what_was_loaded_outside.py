import inngest
from app import db
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    tried = await db.jobs.count(ctx.event.data["id"])
    await ctx.step.run(f"attempt-{tried}", work)  # error
    found = await ctx.step.run("find", find)
    await ctx.step.run(f"done-{found}", work)
