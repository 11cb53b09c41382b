import datetime
import inngest
from app.client import inngest_client


def now() -> str:
    at = datetime.datetime.now(datetime.UTC)
    return at.isoformat()


def stamp(text: str) -> str:
    return f"{now()} {text}"


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    total = await ctx.step.run("count", count)
    print(f"{now()} {total}")
    ctx.logger.info("counted at %s", now())
    ctx.logger.info(stamp("counted"))
    begin = now()
    ctx.logger.info("began at %s", begin)
    return {"total": total, "at": now()}
