import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    users = await ctx.step.run("load-users", load_users)
    active = [user for user in users if user["active"]]
    for user in active:
        await ctx.step.run(f"send-{user}", send, user)  # error
    for user in filter(is_new, users):
        await ctx.step.run(f"greet-{user}", greet, user)  # error
    for place in range(len(users)):
        await ctx.step.run(f"call-{place}", call, users[place])  # error
    for user in await ctx.step.run("again", load_users):
        await ctx.step.run(f"tell-{user}", tell, user)  # error
