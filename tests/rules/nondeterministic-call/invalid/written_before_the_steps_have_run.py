from datetime import UTC, datetime

import inngest

from app.client import client
from app.reports import save


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    result = {"id": ctx.event.data["id"]}

    async def keep() -> None:
        await save(result)

    result["finished_at"] = datetime.now(UTC).isoformat()  # error
    await ctx.step.run("save", keep)
    return {}


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> dict:
    result = {"id": ctx.event.data["id"]}
    for part in ctx.event.data["parts"]:
        await ctx.step.run(f"save-{part}", lambda: save(result))
        result["finished_at"] = datetime.now(UTC).isoformat()  # error
    return result
