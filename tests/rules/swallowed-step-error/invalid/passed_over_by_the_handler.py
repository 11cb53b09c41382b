import inngest
from app.client import inngest_client


async def address_of(user):
    try:
        found = await directory.get_user(user)
        return found.address
    except Exception:  # error
        logger.exception("no address")
        return None


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, bool] | None:
    address = await ctx.step.run("address", address_of, ctx.event.data["user"])
    if not address:
        return {"skipped": True}
    await ctx.step.run("send", mail.send, address)
    return None
