import inngest
from app.client import inngest_client


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
