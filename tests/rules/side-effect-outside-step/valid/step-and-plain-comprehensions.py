import inngest
from app import db
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    user = await ctx.step.run("load", db.load, "x")
    first = next(each for each in user["orders"])
    names = [each["name"] for each in user["orders"]]
