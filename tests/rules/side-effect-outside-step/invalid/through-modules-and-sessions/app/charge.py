import inngest
from .client import client as c
from app import db
from app.db import save as store
from app.repository import orders


@c.create_function(fn_id="charge", trigger=inngest.TriggerEvent(event="x/y"))
def charge(ctx: inngest.ContextSync) -> None:
    db.save(1)  # error
    store(2)  # error
    ctx.step.run("ok", store, 3)


@c.create_function(fn_id="other", trigger=inngest.TriggerEvent(event="x/y"))
async def other(ctx: inngest.Context) -> None:
    rows = [await orders.load(i) for i in range(3)]  # error
    await asyncio.gather(orders.a(), orders.b())  # error
    async with session() as s:
        await s.flush()  # error
    user = orders.session.query(User).filter(User.id == 1).first()  # error
    orders.session.add(user)
    orders.session.commit()  # error
    order = Order.objects.get(id=1)  # error
