import inngest

from app import text
from app.client import client
from app.db import save


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    ctx.logger.info(text.line("begun"))
    rows = text.total(ctx.event.data["rows"])
    await ctx.step.sleep_until("tomorrow", text.tomorrow())
    await ctx.step.run("save", save, rows)
    return {"at": text.line("done")}
