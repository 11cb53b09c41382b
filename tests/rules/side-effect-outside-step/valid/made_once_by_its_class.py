import inngest

client = inngest.Inngest(app_id="app")


class Prices:
    _only = None

    def __init__(self) -> None:
        self._table: dict[str, int] | None = None

    @classmethod
    def only(cls) -> "Prices":
        if cls._only is None:
            cls._only = cls()
        return cls._only

    @property
    def table(self) -> dict[str, int]:
        if self._table is None:
            self._table = dict([("a", 1)])
        return self._table

    def of(self, name: str) -> int:
        return self.table[name]


prices = Prices()


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    total = Prices.only().of("a") + prices.of("a") + prices.table["a"]
    ctx.step.run("charge", charge, total)


def charge(total: int) -> None:
    print(total)
