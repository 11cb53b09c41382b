import inngest
from app import mail, store
from app.client import client


async def saved_and_told(to: str) -> dict:
    row = await store.insert(to)
    if row:
        try:
            await mail.send(to)
        except Exception as error:
            print("not told", error)
    return row


async def told_or_not(to: str) -> dict:
    row = await store.insert(to)
    try:
        await mail.send(to)
    except Exception:
        return row
    return row


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("saved-and-told", lambda: saved_and_told("a"))
    await ctx.step.run("told-or-not", lambda: told_or_not("a"))
