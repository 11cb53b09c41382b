import inngest
from app.client import inngest_client
from app.orders import company_of, order_of


@inngest_client.create_function(fn_id="close", trigger=inngest.TriggerEvent(event="order/due"))
async def close(ctx: inngest.Context) -> None:
    async def current() -> dict[str, str] | None:
        company = await company_of(ctx.event.data["user_id"])
        return await order_of(company) if company else None

    async def remind() -> None:
        order = await current()
        await mail.send(order)

    await ctx.step.run("remind", remind)
    order = await current()  # error
    if order:
        await ctx.step.run("close", shop.close, order)
