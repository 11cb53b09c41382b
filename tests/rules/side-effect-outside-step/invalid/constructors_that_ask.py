import httpx
import inngest
import requests
from app.client import client


class Session:
    def __init__(self, token: str) -> None:
        self.token = token
        self.user = requests.get("https://example.com/me", params={"token": token}).json()


class Admin(Session):
    pass


class Report:
    def __init__(self) -> None:
        self._register()

    def _register(self) -> None:
        httpx.post("https://example.com/reports")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    session = Session(ctx.event.data["token"])  # error
    admin = Admin(ctx.event.data["token"])  # error
    report = Report()  # error
    await ctx.step.run("keep", keep, session.user, admin.user, report)
    await ctx.step.run("again", lambda: Session("b").user)
