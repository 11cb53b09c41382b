import inngest
from app.client import inngest_client


async def bill(ctx: inngest.Context) -> str:
    return "billed"


bill_order = inngest_client.create_function(
    fn_id="bill-order", trigger=inngest.TriggerEvent(event="order/placed")
)(bill)


async def paid() -> None:
    await bill_order(None)  # error
