import inngest
from app import db, directory, mail
from app.client import client


async def address_of(user: str) -> str | None:
    try:
        return (await directory.get_user(user)).address
    except Exception:  # error
        return None


async def make(data: dict) -> dict:
    try:
        await db.orders.create(data)
        return {"success": True}
    except Exception as error:  # error
        logger.exception("not made")
        return {"success": False, "error": str(error)}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    address = await ctx.step.run("address", address_of, ctx.event.data["user"])
    if not address:
        return {"success": False, "error": "no address"}
    await ctx.step.run("send", mail.send, address)
    return {"success": True}


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
async def b(ctx: inngest.Context) -> dict:
    made = await ctx.step.run("make", make, ctx.event.data)
    if made["success"]:
        await ctx.step.run("tell", mail.send, ctx.event.data["to"])
    return made
