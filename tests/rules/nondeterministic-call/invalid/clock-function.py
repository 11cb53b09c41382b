import datetime
import inngest
from app.client import inngest_client


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()


def is_late(due: str) -> bool:
    at = now()
    return at > due


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    at = now()  # error
    ctx.logger.info("started at %s", at)
    if is_late(ctx.event.data["due"]):  # error
        await ctx.step.run("late", mark_late, at)
    await ctx.step.run(f"save-{ctx.run_id}", save)
