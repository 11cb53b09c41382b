import inngest
from app.client import inngest_client
from lock import begin, end


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    if not begin():  # error
        return
    await ctx.step.run("load", load)
    end()  # error
