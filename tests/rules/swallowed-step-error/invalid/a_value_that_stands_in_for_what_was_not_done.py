import inngest
from app.client import inngest_client


async def refund(payment):
    made = "none"
    try:
        made = (await payments.refund(payment)).id
    except Exception:  # error
        logger.exception("refund failed")
    await db.refunds.insert({"refund": made, "status": "refunded"})


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("refund", refund, ctx.event.data["payment"])
