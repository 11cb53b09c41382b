import inngest
from app.client import inngest_client


async def failed(ctx: inngest.Context) -> None:
    call_id = ctx.event.data.get("call_id")  # error
    reason = ctx.event.data.get("error", {}).get("message", "unknown")
    if call_id:
        await ctx.step.run("mark", mark, call_id, reason)


@inngest_client.create_function(
    fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=failed
)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("call", call, ctx.event.data["call_id"])


@inngest_client.create_function(
    fn_id="b", trigger=inngest.TriggerEvent(event="inngest/function.failed")
)
async def b(ctx: inngest.Context) -> None:
    data = ctx.event.data
    await ctx.step.run("tell", tell, data["user_id"], data["run_id"])  # error
