import inngest
from app.client import inngest_client
from app.crm import Crm


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    crm = Crm()

    async def connect() -> None:
        await crm.connect()  # error

    async def load() -> list[str]:
        return await crm.rows()

    await ctx.step.run("connect", connect)
    await ctx.step.run("load", load)
