import inngest
from app.client import inngest_client


async def bill(ctx: inngest.Context) -> str:
    return "billed"


bill_order = inngest_client.create_function(
    fn_id="bill-order", trigger=inngest.TriggerEvent(event="order/placed")
)(bill)
as_refund = inngest_client.create_function(
    fn_id="refund", trigger=inngest.TriggerEvent(event="order/refunded")
)
refund = as_refund(bill)


async def bill_again(ctx: inngest.Context) -> str:
    return await bill(ctx)
