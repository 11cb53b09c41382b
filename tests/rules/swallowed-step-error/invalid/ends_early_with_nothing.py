import inngest
from app.client import inngest_client


async def wishes_of(user):
    try:
        return await db.wishes.find(user)
    except Exception:  # error
        logger.exception("no wishes")
        return None


async def notify(user):
    wishes = await wishes_of(user)
    if not wishes:
        return
    await mail.send(user, wishes)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def mail_user():
        user = None
        try:
            user = await users.get(ctx.event.data["id"])
        except Exception:  # error
            logger.exception("no user")
        if user is None:
            return
        await mail.send(user.email)

    await ctx.step.run("mail", mail_user)

    async def tell():
        await notify(ctx.event.data["id"])

    await ctx.step.run("tell", tell)
