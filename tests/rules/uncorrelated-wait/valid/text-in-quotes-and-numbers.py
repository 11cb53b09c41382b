import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    order_id: str = ctx.event.data["order_id"]
    amount: int = ctx.event.data["amount"]
    await ctx.step.wait_for_event(
        "one",
        event="x/z",
        timeout=day,
        if_exp=f"async.data.order_id == '{order_id}' && async.data.amount == {amount}",
    )
    await ctx.step.wait_for_event(
        "two",
        event="x/z",
        timeout=day,
        if_exp=f'async.data.run_id == "{ctx.run_id}" && async.data.n == {ctx.event.data["n"]}',
    )
