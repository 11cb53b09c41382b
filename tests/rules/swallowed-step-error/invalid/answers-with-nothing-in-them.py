import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def search() -> dict:
        try:
            return await api.search(ctx.event.data["term"])
        except Exception:  # error
            return {"rows": [], "total": 0}

    found = await ctx.step.run("search", search)
    await ctx.step.run("store", store, found)
