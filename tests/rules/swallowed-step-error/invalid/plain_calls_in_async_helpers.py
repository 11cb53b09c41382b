import inngest
import requests
from app.client import inngest_client


async def add(row):
    try:
        requests.post("https://example.com/rows", json=row)
        return True
    except Exception as err:  # error
        logger.error(err)
        return False


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def store():
        await add(ctx.event.data["row"])
        return {"stored": True}

    await ctx.step.run("store", store)
