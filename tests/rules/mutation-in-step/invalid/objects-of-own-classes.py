import inngest
from app.client import client


class Talk:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, line: str) -> None:
        self.lines.append(line)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> list[str]:
    talk = Talk()

    async def add() -> None:
        talk.add("one")  # error
        talk.lines.append("two")  # error

    await ctx.step.run("add", add)
    return talk.lines
