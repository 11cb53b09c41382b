import inngest
from app.own import RateLimit

bus = inngest.Inngest(app_id="shop", event_key="x", **settings)


@bus.create_function(
    fn_id="charge",
    trigger=[
        inngest.TriggerEvent(event="a/b", expression="x"),
        inngest.TriggerCron(cron="0 0 * * *"),
    ],
    batch_events=inngest.Batch(max_size=10, timeout=5_000, key="event.data.id", if_exp="x"),
    singleton=inngest.Singleton(mode="skip"),
    **more,
)
async def charge(ctx: inngest.Context) -> None:
    RateLimit(limit=1, window=2)
    await ctx.step.run("charge", pay)
