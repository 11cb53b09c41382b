import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def load() -> dict[str, str] | None:
        try:
            return await db.load()
        except DatabaseError:  # error
            return None

    await ctx.step.run("load", load)
