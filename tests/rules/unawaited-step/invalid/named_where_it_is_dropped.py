import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    (second := ctx.step.run("second", load))  # error
