from app import client


@client.create_function(fn_id="t", trigger=client.trigger.event(event="x/told"))  # error
async def t(ctx):
    await ctx.step.run("tell", tell)
