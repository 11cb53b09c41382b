import inngest
from app.client import client
from app.log import logger
from app.search import index, look


async def _classify(item: str) -> dict | None:
    try:
        return {"label": await index(item)}
    except Exception:
        logger.exception("not classified")
        return None


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def tested() -> dict:
        result = await _classify("a")
        if result is None:
            raise RuntimeError("not classified")
        return result

    async def looked_at() -> dict | None:
        result = await _classify("a")
        logger.info("classified: %s", result)
        return result

    async def changed() -> dict | None:
        result = await _classify("a")
        result = result or await look("a")
        return result

    await ctx.step.run("tested", tested)
    label = await ctx.step.run("looked-at", looked_at)
    if label is None:
        await ctx.step.run("look", look, "a")
    await ctx.step.run("changed", changed)
