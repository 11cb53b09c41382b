import inngest
from app.client import client


@client.create_function(fn_id="one", trigger=inngest.TriggerEvent(event="x/one"))
async def one(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load)


@client.create_function(fn_id="all", trigger=inngest.TriggerEvent(event="x/all"))
async def all_of_them(ctx: inngest.Context) -> None:
    await ctx.step.run("count", count)
    await one(ctx)  # nothing is retried there: `handler-called-directly` says so
    await one(None)
