import contextlib
from contextlib import suppress as quietly

import httpx
import inngest
from app.client import inngest_client


def tell(to: str) -> None:
    with contextlib.suppress(httpx.HTTPError):  # error
        httpx.post("https://example.com/mail", json={"to": to})


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def charge() -> None:
        with quietly(Exception):  # error
            await provider.charge(ctx.event.data["order"])

    await ctx.step.run("charge", charge)
    await ctx.step.run("tell", tell, ctx.event.data["to"])


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    with quietly(Exception):  # error
        await provider.charge(ctx.event.data["order"])
