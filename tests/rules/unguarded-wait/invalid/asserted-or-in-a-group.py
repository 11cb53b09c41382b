import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> object:
    step = ctx.step
    one = await step.wait_for_event("one", event="x/z", timeout=week)  # error
    assert one is not None
    _, two = await ctx.group.parallel(
        (
            lambda: step.run("r", load),
            lambda: step.wait_for_event("two", event="x/z", timeout=week),  # error
        )
    )
    return two.data
