import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerCron(cron="0 9 * * *"))
async def a(ctx: inngest.Context) -> None:
    data = ctx.event.data
    await ctx.step.run("a", work, data["fireAt"], data.get("shop_id"))
