import httpx
import jobs
from jobs import hourly

http = httpx.AsyncClient()


@jobs.job("poll", "site/added")
async def poll(ctx):
    async def ask():
        return (await http.get("https://example.com")).status_code

    return await ctx.step.run("ask", ask)


@hourly
async def refresh(ctx):
    await ctx.step.run("tell", tell)


async def tell():
    await http.post("https://example.com")
