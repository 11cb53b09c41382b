import inngest
from app.client import client
from app.models import Order


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    orders = Order.objects.filter(open=True)
    ctx.step.run("count", orders.count)
    others = Order.objects.exclude(open=True)
    ctx.step.run("delete", lambda: others.delete())
