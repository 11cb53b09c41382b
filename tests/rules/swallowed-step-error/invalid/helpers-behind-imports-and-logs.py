import inngest
from app.client import client
from app.log import logger
from app.search import index


async def _classify(item: str) -> dict:
    try:
        return {"label": await index(item)}
    except Exception:  # error
        logger.exception("not classified")
        return {"label": None}


async def _tag(item: str) -> None:
    try:
        await index(item)
    except Exception:  # error
        logger.exception("not tagged")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def classify() -> dict:
        """Say what it is."""
        from app.models import load

        logger.info("classify")
        result = await _classify("a")
        logger.info("classified: %s", result)
        return result

    async def tag() -> None:
        import os

        await _tag("a")
        logger.info("tagged")

    await ctx.step.run("classify", classify)
    await ctx.step.run("tag", tag)
