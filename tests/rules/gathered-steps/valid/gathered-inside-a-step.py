import asyncio
import inngest
from app.client import inngest_client


async def load_all() -> list[int]:
    return await asyncio.gather(load(1), load(2))


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load-all", load_all)
    for n in range(3):
        await ctx.step.run(f"save-{n}", save, n)
