import asyncio

import inngest
from app import api, mail
from app.client import client


async def tell(to: str) -> None:
    try:
        await mail.send(to)
    except Exception:  # error
        logger.exception("not sent")


async def file(to: str) -> None:
    try:
        await api.file(to)
    except Exception:  # error
        logger.exception("not filed")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    ids = ctx.event.data["ids"]

    async def tell_all() -> None:
        await asyncio.gather(*(tell(each) for each in ids))

    async def file_all() -> None:
        await asyncio.gather(*[file(each) for each in ids])

    await ctx.step.run("tell", tell_all)
    await ctx.step.run("file", file_all)
