import inngest

inngest_client = inngest.Inngest(app_id="orders")


@inngest_client.create_function(fn_id="ship", trigger=inngest.TriggerEvent(event="order/paid"))
async def ship(ctx: inngest.Context) -> None:
    await ctx.step.run("ship", ship_order)
