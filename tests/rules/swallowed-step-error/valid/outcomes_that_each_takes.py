import asyncio

import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> int:
    async def look_up_all() -> dict:
        rows, errors = [], []

        async def look_up_one(name: str) -> None:
            try:
                rows.append(await look_up(name))
            except Exception as error:
                errors.append(str(error))

        names = ctx.event.data["names"]
        await asyncio.gather(*(look_up_one(name) for name in names), return_exceptions=True)
        return {"rows": rows, "errors": errors}

    looked = await ctx.step.run("look-up", look_up_all)
    return len(looked["errors"])
