import inngest

from app.client import client
from app.reports import make_report, store


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    report = await make_report(ctx.event.data["id"])

    def save() -> dict[str, object]:
        report.took_ms = store.took(report.id)
        store.keep(report.model_dump(mode="json"))
        return {"took_ms": report.took_ms}

    saved = await ctx.step.run("save", save)
    return {"title": report.title, **saved}
