import inngest

from app.client import inngest_client
from app.db import find_order, save_order


@inngest_client.create_function(fn_id="send-weekly-report", trigger=inngest.TriggerCron(cron="TZ=Europe/Paris 0 9 * * 1"), retries=2)
async def send_weekly_report(ctx: inngest.Context) -> None:
    ids = await ctx.step.run("load-ids", load_ids)
    await ctx.step.send_event(
        "fan-out",
        [inngest.Event(name="report/send", data={"id": each}, id=f"report-{ctx.run_id}-{each}") for each in ids],  # fine: from run and item
    )


@inngest_client.create_function(fn_id="daily-2am", trigger=inngest.TriggerCron(cron="0 2 * * 7"), retries=2)  # expect: cron-name, invalid-cron
async def daily(ctx: inngest.Context) -> None:
    orders = await ctx.step.run("load-ids", load_ids)
    for order in orders:
        await ctx.step.run(f"save-{order}", save_order, {"id": order})  # expect: loop-instead-of-fan-out
    print(ctx.event.data["user_id"])  # expect: cron-event-data


@inngest_client.create_function(fn_id="send_report", trigger=inngest.TriggerEvent(event="report/send"))  # expect: function-id-format, implicit-retries
async def send_report(ctx: inngest.Context) -> None:
    await ctx.step.run("send", find_order, str(ctx.event.data["id"]))


@inngest_client.create_function(fn_id="unserved", trigger=inngest.TriggerEvent(event="ReportSent"), retries=1)  # expect: unregistered-function, event-name-format
async def unserved(ctx: inngest.Context) -> None:
    await ctx.step.run("send", find_order, "1")


async def on_failure(ctx: inngest.Context) -> None:
    await save_order({"id": "failed"})  # expect: side-effect-in-failure-handler
    print(ctx.event.data["order_id"])  # expect: failure-event-data


@inngest_client.create_function(
    fn_id="send-weekly-report",  # expect: duplicate-function-id
    trigger=inngest.TriggerEvent(event="order/shipped"),
    retries=1,
    on_failure=on_failure,
    rate_limit=inngest.RateLimit(limit=1, period="1h"),  # expect: invalid-function-config
)
async def twin(ctx: inngest.Context) -> None:
    await ctx.step.run("send", find_order, "1")


async def load_ids() -> list[str]:
    return []
