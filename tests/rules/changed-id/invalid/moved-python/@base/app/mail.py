import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created"))
async def welcome(ctx: inngest.Context) -> None:
    user = await ctx.step.run("load", load, ctx.event.data["user_id"])
    await ctx.step.run("greet", greet, user)
