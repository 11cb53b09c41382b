import inngest
from bus import bus

client = inngest.Inngest(app_id="shop")


class Shop:
    def __init__(self):
        self.bus = inngest.Inngest(app_id="books")

    def functions(self):
        @self.bus.create_function(fn_id="a", trigger=self.bus.trigger("x/y"))  # error
        async def a(ctx):
            await ctx.send_event("x/told", data={})  # error
            await ctx.run("b", work)  # error

        return [a]

    async def pay(self, data):
        await self.bus.send("x/y", data=data)  # error


@client.createFunction(id="b")  # error
async def b(ctx):
    pass


@client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
async def c(ctx: inngest.Context) -> None:
    event = ctx.event
    await ctx.step.run("a", work, ctx.event["data"]["id"])  # error
    await ctx.step.run("b", work, event["name"])  # error
    await ctx.step.run("c", work, event.get("data"))  # error
    await ctx.step.run("d", work, ctx.event.data.order_id)  # error
    data = ctx.event.data
    await ctx.step.run("e", work, data.order_id)  # error
    await ctx.step.sendEvent("f", inngest.Event(name="x/told"))  # error
    await ctx.step.parallel((lambda: ctx.step.run("g", work),))  # error


@client.create_function(fn_id="d", trigger=inngest.Inngest.TriggerCron(cron="0 1 * * *"))  # error
async def d(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="e", trigger=inngest.CronTrigger("0 1 * * *"))  # error
async def e(ctx: inngest.Context) -> None: ...


def paid():
    client.send_sync("x/y", {"id": 1})  # error
