import inngest

from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/1"))
async def returns(ctx: inngest.Context) -> str:
    if (ok := await ctx.step.wait_for_event("w", event="x/2", timeout=week)) is None:
        return "late"
    return ok.data["id"]


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/1"))
async def in_branch(ctx: inngest.Context) -> str:
    if ok := await ctx.step.wait_for_event("w", event="x/2", timeout=week):
        return ok.data["id"]
    return "late"


@inngest_client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/1"))
async def raises(ctx: inngest.Context) -> str:
    if not (ok := await ctx.step.wait_for_event("w", event="x/2", timeout=week)):
        raise RuntimeError
    return ok.data["id"]


@inngest_client.create_function(fn_id="d", trigger=inngest.TriggerEvent(event="x/1"))
async def with_another(ctx: inngest.Context) -> str:
    if (ok := await ctx.step.wait_for_event("w", event="x/2", timeout=week)) is None:
        ok = other
    return ok.data["id"]


@inngest_client.create_function(fn_id="e", trigger=inngest.TriggerEvent(event="x/1"))
async def chooses(ctx: inngest.Context) -> str:
    wait = ctx.step.wait_for_event
    return ok.data["id"] if (ok := await wait("w", event="x/2", timeout=week)) else ""
