import httpx
import inngest

bus = inngest.Inngest(app_id="shop")


class Sender:
    def __init__(self):
        self.http = httpx.Client()

    def send(self, body):
        self.http.post("https://mail.example.com", json=body)

    @classmethod
    def ping(cls):
        httpx.get("https://mail.example.com")


class Mailer(Sender):
    def remind(self, user):
        return self.send({"to": user})


class Retrying(Mailer):
    def send(self, body):
        return super().send(body)


mailer = Mailer()


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load)
    mailer.send({})  # error
    Mailer().remind("me")  # error
    Mailer.ping()  # error
    again = Retrying()
    again.remind("me")  # error
