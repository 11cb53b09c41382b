import inngest
from app.client import client
from app.pages import fast, guess, quote, slow


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def page() -> str:
        try:
            answer = await fast("a")
            if answer:
                return answer
        except Exception:
            pass
        return await slow("a")

    async def price() -> int:
        found = None
        try:
            found = await quote("a")
        except Exception:
            print("no quote")
        if found is None:
            found = await guess("a")
        return found

    await ctx.step.run("page", page)
    await ctx.step.run("price", price)
