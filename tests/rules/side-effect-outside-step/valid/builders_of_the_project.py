import inngest

bus = inngest.Inngest(app_id="shop")


class Report:
    def __init__(self, title):
        self.lines = [title]

    def add(self, line):
        self.lines.append(line)
        return self

    def only(self, test):
        self.lines = [line for line in self.lines if test(line)]
        return self

    def execute(self):
        return "\n".join(self.lines)


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> str:
    rows = await ctx.step.run("rows", load)
    text = Report("Sales").add(rows[0]).only(bool).execute()
    await ctx.step.run("send", send, text)
    return text
