import httpx
import inngest

bus = inngest.Inngest(app_id="shop")


class Message:
    def __init__(self, to):
        self.fields = {"to": to}

    def about(self, subject):
        self.fields["subject"] = subject
        return self

    def execute(self):
        return httpx.post("https://mail.example.com", json=self.fields)


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load)
    Message("you").about("sales").execute()  # error
