import inngest

from app import records
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await records.mark_done("a")  # error
    await records.save("a", "b", {})  # error
    mail = await records.mail_of("a")  # error
    if await records.is_done("a"):  # error
        return
    await ctx.step.run("send", lambda: send(mail))
