import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerCron(cron="0 8 * * 1"))
async def a(ctx: inngest.Context) -> None:
    shops = await ctx.step.run("load-shops", load_shops)
    for shop in shops:
        await ctx.step.run(
            f"queue-{shop}",
            lambda shop=shop: inngest_client.send(
                inngest.Event(name="shop/scan", data={"shop": shop}, id=f"scan-{shop}")
            ),
        )
    for shop in shops:

        async def queue(shop: str = shop) -> None:
            await inngest_client.send(
                inngest.Event(name="shop/scan", data={"shop": shop}, id=f"again-{shop}")
            )

        await ctx.step.run(f"queue-again-{shop}", queue)
