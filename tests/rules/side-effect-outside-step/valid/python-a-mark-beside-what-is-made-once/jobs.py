import inngest
from app.client import inngest_client
from crm import get_crm, send_rest


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    crm = get_crm()
    await ctx.step.run("load", load, crm)
    send_rest()
