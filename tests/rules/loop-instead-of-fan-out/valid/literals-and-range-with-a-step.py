import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    users = await ctx.step.run("load-users", load_users)
    regions = [region for region in ("eu", "us") if region in users]
    for region in regions:
        await ctx.step.run(f"sync-{region}", sync, region)
    for start in range(0, len(users), 100):
        await ctx.step.run(f"batch-{start}", send_all, users[start : start + 100])
