import asyncio

import inngest
from app.client import inngest_client

LIMITS: dict[str, int] = {"render": 30}


def measured(name, work):
    limit = LIMITS.get(name)
    pause = LIMITS.get("pause")

    async def run():
        async with asyncio.timeout(limit):
            return await asyncio.wait_for(asyncio.shield(work()), timeout=limit or pause)

    return run


def together(works):
    limit = LIMITS.get("all")

    async def run():
        done, late = await asyncio.wait(works(), timeout=limit)
        return len(done), len(late)

    return run


@inngest_client.create_function(fn_id="render", trigger=inngest.TriggerEvent(event="page/wanted"))
async def render(ctx: inngest.Context) -> None:
    await ctx.step.run("render", measured("render", render_page))
    await ctx.step.run("all", together(render_parts))
