import inngest

from app.client import client
from app.reports import load_orders, make_report, store


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    report = await make_report(ctx.event.data["id"])
    told = await make_report(ctx.event.data["id"])
    orders = await load_orders(ctx.event.data["id"])
    order = orders.pick(0)

    def save() -> None:
        report.took_ms = store.took(report.id)  # error
        told.took_ms = store.took(told.id)  # error
        order.took_ms = store.took(order.id)  # error
        store.keep(report, told, order)

    await ctx.step.run("save", save)
    return {
        "title": report.title,
        "took": report.took_ms,
        "told": told.as_text(),
        "order": order.id,
        "orders": orders,
    }
