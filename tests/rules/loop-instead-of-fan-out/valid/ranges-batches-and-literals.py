import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    users = await ctx.step.run("load-users", load_users)
    for place, region in enumerate(["eu", "us"]):
        await ctx.step.run(f"sync-{place}", sync, region, users)
    for name, value in ctx.event.data.items():
        await ctx.step.run(f"check-{name}", check, value)
    for attempt in range(3):
        await ctx.step.run(f"poll-{attempt}", poll, users)
    for batch in batches(users):
        await ctx.step.run(f"batch-{batch}", send_all, batch)
    for number, user in enumerate(users):
        print(number, user)
