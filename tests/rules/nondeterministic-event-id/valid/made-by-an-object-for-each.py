import inngest
from client import client


class Paid:
    def __init__(self, order_id: str) -> None:
        self.order_id = order_id

    def to_event(self) -> inngest.Event:
        return inngest.Event(name="order/paid", id=f"order-paid-{self.order_id}")


@client.create_function(fn_id="a", trigger=inngest.TriggerCron(cron="0 1 * * *"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.send_event("all", [Paid(str(n)).to_event() for n in range(3)])
