import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> object:
    print((one := await ctx.step.wait_for_event("one", event="x/z", timeout=week)).data)  # error
    return one
