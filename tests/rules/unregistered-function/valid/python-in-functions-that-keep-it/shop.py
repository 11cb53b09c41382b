import inngest


class Shop:
    def __init__(self):
        self.bus = inngest.Inngest(app_id="shop")
        self.functions = []

    def register(self):
        @self.bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx):
            await ctx.step.run("work", work)

        self.functions.append(a)

        @self.kept
        @self.bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
        async def b(ctx):
            await ctx.step.run("work", work)


def make(bus):
    @bus.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
    async def c(ctx):
        await ctx.step.run("work", work)

    return c
