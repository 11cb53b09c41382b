from datetime import UTC, datetime

import inngest

from app.client import client
from app.reports import count, save


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    result = {"id": ctx.event.data["id"]}
    await ctx.step.run("save", lambda: save(result))
    result = await ctx.step.run("count", lambda: count(result))
    result["finished_at"] = datetime.now(UTC).isoformat()
    return result
