import httpx
import inngest
from client import client
from job import Job

http = httpx.AsyncClient()


class Sync(Job):
    name = "sync"

    async def execute(self, ctx):
        return await ctx.step.run("ask", self.ask)

    async def ask(self):
        return (await http.get("https://example.com")).status_code


class Counter:
    async def count(self, ctx: inngest.Context):
        await ctx.step.run("tell", lambda: http.post("https://example.com"))


counter = Counter()
sync = Sync().made()
count = client.create_function(
    fn_id="count", trigger=inngest.TriggerEvent(event="job/counted"), retries=1
)(counter.count)
