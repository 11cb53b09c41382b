import asyncio

import inngest
from app.client import inngest_client
from app.mail import deliver


async def mail(to: str) -> None:
    await deliver(to)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def call() -> None:
        mail("a")  # error

    async def start() -> None:
        asyncio.create_task(mail("b"))  # error

    async def send() -> None:
        inngest_client.send(inngest.Event(name="x/z"))  # error

    async def right() -> None:
        await mail("c")
        await asyncio.gather(mail("d"), mail("e"))
        task = asyncio.create_task(mail("f"))
        await task

    await ctx.step.run("call", call)
    await ctx.step.run("start", start)
    await ctx.step.run("send", send)
    await ctx.step.run("right", right)
