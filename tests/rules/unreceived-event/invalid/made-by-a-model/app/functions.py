import inngest

from app.client import inngest_client
from app.events import PaymentSucceeded, RefundRequested


@inngest_client.create_function(
    fn_id="send-receipt", trigger=inngest.TriggerEvent(event=PaymentSucceeded.event_name)
)
async def send_receipt(ctx: inngest.Context) -> None:
    await ctx.step.run("send", send)


@inngest_client.create_function(
    fn_id="refund", trigger=inngest.TriggerEvent(event=RefundRequested.event_name)
)
async def refund(ctx: inngest.Context) -> None:
    await ctx.step.run("refund", pay_back)


@inngest_client.create_function(
    fn_id="tell-shipped", trigger=inngest.TriggerEvent(event="order/shipped")
)
async def tell_shipped(ctx: inngest.Context) -> None:
    await ctx.step.run("tell", tell)
