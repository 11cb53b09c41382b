import inngest
from app.client import inngest_client


def order_of(ctx: inngest.Context) -> str:
    data = ctx.event.data or {}
    original = data.get("event", {})
    return str(original.get("data", {}).get("order_id", data.get("order_id", "")))


async def failed(ctx: inngest.Context) -> None:
    await ctx.step.run("mark", mark, order_of(ctx), ctx.event.data["run_id"])


@inngest_client.create_function(
    fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=failed
)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("charge", charge, ctx.event.data["order_id"])


@inngest_client.create_function(
    fn_id="b",
    trigger=[
        inngest.TriggerEvent(event="inngest/function.failed"),
        inngest.TriggerEvent(event="order/refused"),
    ],
)
async def b(ctx: inngest.Context) -> None:
    await ctx.step.run("tell", tell, ctx.event.data.get("order_id"), list(ctx.event.data.items()))
