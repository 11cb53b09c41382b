import inngest
from app.client import client
from app.search import index


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    try:
        await index(ctx.event.data["id"])
        return {"success": True}
    except Exception as error:  # error
        ctx.logger.error("failed: %s", error)
        return {"success": False, "error": str(error)}


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> dict:
    try:
        await ctx.step.run("index", index, ctx.event.data["id"])
        return {"success": True}
    except KeyError:
        return {"success": False}
