import inngest
from inngest import experimental

client = inngest.Inngest(app_id="shop")


@experimental.step("load")
async def load(order: str) -> dict:
    return {"id": order}


@client.create_function(fn_id="pay", trigger=inngest.TriggerEvent(event="order/placed"))
async def pay(ctx: inngest.Context) -> None:
    async def charge() -> None:
        await load("1")  # error

    await ctx.step.run("charge", charge)
    await load("2")
