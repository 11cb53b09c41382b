import inngest
from app import api, db, search
from app.client import client


async def suggest(owner: str) -> dict:
    rows = await db.rows.find(owner)
    if not rows:
        return {"created": 0, "failed": 0}
    try:
        await db.suggestions.upsert(rows)
    except Exception:
        logger.exception("not upserted")
        return {"created": 0, "failed": len(rows)}
    return {"created": len(rows), "failed": 0}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def run() -> dict:
        return await suggest("a")

    result = await ctx.step.run("suggest", run)
    if result["failed"] > 0:
        raise RuntimeError("not upserted")
    if result["created"] > 0:
        await ctx.step.run("index", search.index, "a")
