import inngest


class Shop:
    def __init__(self):
        self.bus = inngest.Inngest(app_id="shop")
        self.register()

    def register(self):
        @self.bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))  # error
        async def a(ctx):
            await ctx.step.run("work", work)
