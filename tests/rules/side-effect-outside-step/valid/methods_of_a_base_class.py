import httpx
import inngest

bus = inngest.Inngest(app_id="shop")


class Sender:
    def send(self, body):
        httpx.post("https://mail.example.com", json=body)

    def text(self, user):
        return f"Dear {user}"


class Dry(Sender):
    def send(self, body):
        return body

    def remind(self, user):
        return self.send(self.text(user))


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load)
    Dry().send({})
    Dry().remind("me")
    await ctx.step.run("send", lambda: Sender().send(Dry().text("me")))
