import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    users = await ctx.step.run("load-users", load_users)
    for place, user in enumerate(users, start=1):
        await ctx.step.run(f"send-{place}", send, user)  # error
    for user in reversed(sorted(users)):
        await ctx.step.run(f"call-{user}", call, user)  # error
    for name, user in zip(ctx.event.data["names"], users):
        await ctx.step.run(f"name-{name}", rename, user)  # error
    rows = await ctx.step.run("load-rows", load_rows)
    for key, row in rows["new"].items():
        await ctx.step.run(f"row-{key}", work, row)  # error
