import inngest
from app.client import inngest_client


async def mail_all(addresses):
    for to in addresses:
        try:
            await mail.send(to)
        except Exception as err:  # error
            logger.error(err)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("mail-all", mail_all, ctx.event.data["to"])
