import inngest
from app.client import inngest_client
from app.tables import repaired


async def tidied(table, model):
    rows = await table.read(model)
    if model.is_bank:
        rows, notes = repaired(rows)
        print(notes)
    return rows


@inngest_client.create_function(
    fn_id="clean-table", trigger=inngest.TriggerEvent(event="table/uploaded")
)
async def clean_table(ctx: inngest.Context) -> None:
    rows = ctx.event.data["rows"]
    rows, _ = repaired(rows)
    await ctx.step.run("tidy", lambda: tidied(rows, ctx.event.data["model"]))
