import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> object:
    one = await ctx.step.wait_for_event("one", event="x/z", timeout=week)
    if not one:
        raise inngest.NonRetriableError("late")
    two = await ctx.step.wait_for_event("two", event="x/z", timeout=week)
    value = two.data if two else None
    if (three := await ctx.step.wait_for_event("three", event="x/z", timeout=week)) is None:
        return None
    return one.data, value, three.data
