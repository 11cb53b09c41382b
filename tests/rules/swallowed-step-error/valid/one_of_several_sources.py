import inngest
from app.client import inngest_client


async def load(mirrors):
    page = None
    for mirror in mirrors:
        try:
            page = await fetch(mirror)
            break
        except Exception:
            logger.warning("mirror is down")
    await db.save(page)


async def send(to):
    try:
        await mail.send(to)
    except MailError as err:
        if err.status == 400:
            logger.warning(err)
        else:
            await outbox.add(to)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load, ctx.event.data["mirrors"])
    await ctx.step.run("send", send, ctx.event.data["to"])
