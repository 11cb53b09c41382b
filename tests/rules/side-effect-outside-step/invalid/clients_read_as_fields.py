from functools import cached_property

import httpx
import inngest

client = inngest.Inngest(app_id="app")


class Shop:
    _late = None
    _only: "Shop | None" = None

    def __init__(self, url: str) -> None:
        self.url = url
        self._made = None
        self._late = httpx.Client()

    @classmethod
    def from_env(cls) -> "Shop":
        return cls("https://shop.example")

    @classmethod
    def only(cls):
        if cls._only is None:
            cls._only = cls("https://shop.example")
        return cls._only

    @cached_property
    def http(self):
        return httpx.Client()

    @property
    def api(self):
        if self._made is None:
            self._made = httpx.Client()
        return self._made

    def order(self, number: int) -> None:
        self.http.post(f"{self.url}/{number}")

    def orders(self) -> list[dict]:
        return self.api.get(self.url).json()

    def cancel(self, number: int) -> None:
        self._late.delete(f"{self.url}/{number}")

    def __call__(self, number: int) -> None:
        self.http.put(f"{self.url}/{number}")


class Office:
    def __init__(self) -> None:
        self.shop = Shop.from_env()

    def buy(self, number: int) -> None:
        self.shop.order(number)


shop = Shop("https://shop.example")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    shop.order(1)  # error
    shop.orders()  # error
    shop.cancel(1)  # error
    shop(1)  # error
    Shop("https://other.example")(1)  # error
    Shop.from_env().order(2)  # error
    Shop.only().order(3)  # error
    Office().buy(4)  # error
    shop.api.post("https://shop.example")  # error
    ctx.step.run("order", shop.order, 5)
