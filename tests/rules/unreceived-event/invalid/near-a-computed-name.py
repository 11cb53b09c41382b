import inngest
from app.client import bus

PREFIX = "jobs/"


def named(kind: str) -> str:
    return f"mail/{kind}"


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event=PREFIX + "import"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event("w", event=named("sent"), timeout=1000)
    await ctx.step.send_event(
        "s",
        [
            inngest.Event(name="jobs/imports"),  # error
        ],
    )
