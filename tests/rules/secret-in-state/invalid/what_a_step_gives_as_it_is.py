import inngest

from app.client import client


async def password_of(account_id: str) -> str:
    account = await load(account_id)
    return decrypt(account.encrypted_password)  # error


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    password = await ctx.step.run("read", password_of, ctx.event.data["id"])
    await ctx.step.run("log-in", log_in, password)
