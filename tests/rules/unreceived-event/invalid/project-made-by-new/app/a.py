import inngest
from app.client import bus
from app.events import UserCreated


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event=UserCreated.event_name))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.send_event(
        "x",
        [
            inngest.Event(name="digest/send"),  # error
            UserCreated(user_id="1").to_event(),
        ],
    )
