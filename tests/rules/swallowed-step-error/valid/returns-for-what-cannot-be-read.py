import json

import httpx
import inngest
from app.client import client
from app.search import index, note


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    try:
        wanted = json.loads(ctx.event.data["wanted"])
    except Exception as error:
        ctx.logger.error("no JSON: %s", error)
        return {"status": "skipped"}
    try:
        await index(wanted)
    except httpx.TimeoutException:
        return {"status": "late"}
    try:
        await index(wanted)
    except Exception as error:
        if not ctx.event.data.get("optional"):
            return {"status": "error"}
        ctx.logger.error("goes on: %s", error)
    try:
        await ctx.step.run("index", index, wanted)
    except Exception as error:
        return {"status": "error", "detail": str(error)}
    try:
        await index(wanted)
    except Exception as error:
        await note(str(error))
        return {"status": "noted"}
    return {"status": "ok"}
