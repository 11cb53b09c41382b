import inngest

from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/1"))
async def said_only(ctx: inngest.Context) -> str:
    if (ok := await ctx.step.wait_for_event("w", event="x/2", timeout=week)) is None:  # error
        print("nobody answered")
    return ok.data["id"]


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/1"))
async def one_branch(ctx: inngest.Context) -> str:
    if ok := await ctx.step.wait_for_event("w", event="x/2", timeout=week):  # error
        print(ok.data["by"])
    return ok.data["id"]
