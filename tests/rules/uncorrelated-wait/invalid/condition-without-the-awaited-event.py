import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    cake = ctx.event.data["cake_id"]
    await ctx.step.wait_for_event(  # error
        "a", event="x/z", timeout=week, if_exp=f'event.data.cake_id == "{cake}"'
    )
    await ctx.step.wait_for_event(  # error
        "b",
        event="x/z",
        timeout=week,
        if_exp="event.data.cake_id == '" + cake + "'"
        " && event.data.size == 1",
    )  # fmt: skip
