import inngest

from app.client import bus
from app.events import UserCreated


@bus.create_function(fn_id="greet-user", trigger=inngest.TriggerEvent(event=UserCreated.event_name), retries=3)
async def greet(ctx: inngest.Context, step: inngest.Step) -> None:  # expect: sdk-mismatch
    await step.run("greet", work)


@bus.create_function(fn_id="other-user", trigger=inngest.TriggerEvent(event="user/renamed"), retries=3)  # expect: untyped-event
async def other(ctx: inngest.Context) -> None:
    await ctx.step.run("greet", work)


async def work() -> str:
    return "ok"
