import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    cake = ctx.event.data["cake_id"]
    await ctx.step.wait_for_event(
        "a", event="x/z", timeout=week, if_exp=f"async.data.cake_id == '{cake}'"
    )
    await ctx.step.wait_for_event(
        "b", event="x/z", timeout=week, if_exp=f"{expression(cake)} && event.data.ok"
    )
    await ctx.step.wait_for_event("c", event="x/z", timeout=week, if_exp=cake)
