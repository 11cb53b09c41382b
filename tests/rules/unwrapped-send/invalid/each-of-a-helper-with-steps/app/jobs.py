import inngest

from app.client import client


async def run_job(ctx: inngest.Context) -> None:
    await ctx.step.run("work", work)
    await client.send(inngest.Event(name="job/begun", data={}))  # error
    await ctx.step.run("more", work)
    await client.send(inngest.Event(name="job/done", data={}))  # error
