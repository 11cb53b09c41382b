import inngest

client = inngest.Inngest(app_id="app")


class Totals:
    def __init__(self) -> None:
        self.last: int | None = None

    def add(self, *numbers: int) -> int:
        self.last = sum(numbers)
        return self.last

    def latest(self) -> int | None:
        return self.last


totals = Totals()


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    totals.add(1, 2)  # error
    ctx.step.run("charge", charge, totals.latest())  # error


def charge(total: int | None) -> None:
    print(total)
