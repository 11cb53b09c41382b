import inngest
from client import client
from jobs import jobs_or_none, journal_of


def mark(key, status):
    jobs = jobs_or_none()
    if jobs is not None:
        jobs.mark(key, status)


@client.create_function(fn_id="run", trigger=inngest.TriggerEvent(event="job/due"), retries=1)
async def run(ctx: inngest.Context):
    key = ctx.event.data["key"]
    mark(key, "running")  # error
    journal = journal_of("plain")
    journal.note("running")  # error
    await ctx.step.run("work", lambda: key)
