import datetime
import inngest
from app.client import inngest_client


def pick(name):
    return datetime.datetime.now(datetime.UTC)


async def note():
    pick("a")


async def noted():
    await note()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("pick", lambda: pick("a").isoformat())
    await ctx.step.run("one", lambda: [pick("a").isoformat()])
    await ctx.step.run("note", noted)
    await ctx.step.run("typed", lambda: pick("a"), output_type=datetime.datetime)
    pick("a")
