import inngest

from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    key = None

    async def once() -> None:
        nonlocal key
        key = await key_of(ctx.event.data["id"])
        await use(key)

    await ctx.step.run("once", once)
