import httpx
import inngest

from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def status() -> str:
        async with httpx.AsyncClient() as http:
            return (await http.get("https://example.com")).text

    first = await ctx.step.run("status", status)
    again = await status()  # error
    await ctx.step.run("save", lambda: (first, again))
