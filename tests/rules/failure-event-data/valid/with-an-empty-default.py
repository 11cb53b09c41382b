import inngest
from app.client import inngest_client


async def failed(ctx: inngest.Context) -> None:
    data = (ctx.event.data or {}).get("event") or {}
    await ctx.step.run("tell", tell, data.get("data", {}).get("title"))


@inngest_client.create_function(
    fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=failed
)
async def a(ctx: inngest.Context) -> None:
    data = ctx.event.data or {}
    await ctx.step.run("call", call, data.get("title"))
