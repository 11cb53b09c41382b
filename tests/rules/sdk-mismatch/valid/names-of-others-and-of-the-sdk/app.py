import inngest
import inngest.fast_api
from bus import bus, inngest_service

client = inngest.Inngest(app_id="shop")
client.set_logger(None)
client.add_middleware(None)
inngest_service.trigger("x/y")
bus.createFunction(1)


class Books:
    def __init__(self):
        self.inngest = Service()

    def tell(self):
        self.inngest.trigger("x/y")


class Service:
    def trigger(self, name):
        client.send_sync(inngest.Event(name=name, data={}))


@client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
async def c(ctx: inngest.Context) -> None:
    data = ctx.event.data
    if data.get("a") and "b" in ctx.event.data and ctx.event.data.keys():
        await ctx.step.run("a", work, data["id"], ctx.event.data["id"].lower())
    for event in ctx.events:
        await ctx.step.run("b", work, event.data["x"]["y"])
    await ctx.db.save(1)


@client.create_function(fn_id="d", trigger=inngest.TriggerEvent(event="x/y"))
@with_tools
async def d(ctx) -> None:
    await ctx.run("a", ctx.event["data"])


async def told(events):
    await client.send(events)
    await client.send([], skip_middleware=True)
