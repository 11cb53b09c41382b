import httpx
import jobs
from jobs import hourly

http = httpx.AsyncClient()


@jobs.job("poll", "site/added")
async def poll(ctx):
    answer = await http.get("https://example.com")  # error
    await ctx.step.run("keep", lambda: answer.status_code)


@hourly
async def refresh(ctx):
    await http.post("https://example.com")  # error
    await ctx.step.sleep("pause", 60_000)
