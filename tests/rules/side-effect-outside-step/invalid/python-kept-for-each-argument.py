import functools
import inngest
from client import client


@functools.cache
def labels(name):
    with open("/data/labels", "a") as file:
        file.write(name)
    return name


@client.create_function(fn_id="poll", trigger=inngest.TriggerCron(cron="0 * * * *"), retries=1)
async def poll(ctx: inngest.Context):
    found = labels("a")  # error
    await ctx.step.run("read", lambda: found)
