import asyncio

import inngest
from app.client import client
from app.mail import mail


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def lost() -> None:
        await asyncio.gather(mail("a"), mail("b"), return_exceptions=True)  # error

    async def counted() -> int:
        found = await asyncio.gather(mail("a"), mail("b"), return_exceptions=True)  # error
        return len(found)

    async def given() -> object:
        return await asyncio.gather(mail("a"), mail("b"), return_exceptions=True)  # error

    async def read() -> None:
        found = await asyncio.gather(mail("a"), mail("b"), return_exceptions=True)
        for each in found:
            if isinstance(each, Exception):
                raise each
        await asyncio.gather(mail("a"), mail("b"))

    await ctx.step.run("lost", lost)
    await ctx.step.run("counted", counted)
    await ctx.step.run("given", given)
    await ctx.step.run("read", read)
