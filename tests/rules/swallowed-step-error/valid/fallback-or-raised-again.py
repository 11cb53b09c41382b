import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def load() -> dict[str, str]:
        try:
            return await db.load()
        except NotFound:
            return await db.create()

    async def charge() -> None:
        try:
            await pay()
        except CardRefused as err:
            try:
                await db.mark("refused")
            except DatabaseError:
                logger.exception("not marked")
            raise inngest.NonRetriableError("refused") from err

    async def count() -> int:
        try:
            return int(ctx.event.data["n"])
        except ValueError:
            return 0

    await ctx.step.run("load", load)
    await ctx.step.run("charge", charge)
    await ctx.step.run("count", count)
