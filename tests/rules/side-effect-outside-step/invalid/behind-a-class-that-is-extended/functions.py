import httpx
import inngest
from client import client
from job import Job

http = httpx.AsyncClient()


class Sync(Job):
    name = "sync"

    async def execute(self, ctx):
        answer = await http.get("https://example.com")  # error
        return await ctx.step.run("keep", lambda: answer.status_code)


class Counter:
    async def count(self, ctx: inngest.Context):
        await http.post("https://example.com")  # error
        await ctx.step.sleep("pause", 60_000)


counter = Counter()
sync = Sync().made()
count = client.create_function(
    fn_id="count", trigger=inngest.TriggerEvent(event="job/counted"), retries=1
)(counter.count)
