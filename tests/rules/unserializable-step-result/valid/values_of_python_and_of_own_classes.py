import base64
import datetime
import enum
import inngest
from pathlib import Path
from typing import NamedTuple, TypedDict
from app.client import client
from app.models import Base, encoder


class Status(str, enum.Enum):
    PAID = "paid"


class Level(enum.IntEnum):
    LOW = 1


class Point(NamedTuple):
    x: int


class Row(TypedDict):
    name: str


class Tags(list):
    pass


class Loaded(Base):
    pass


class Basket:
    total = 1

    def to_dict(self) -> dict[str, int]:
        return {"total": self.total}


class Shop:
    async def basket(self, key: str) -> dict[str, int]:
        return Basket().to_dict()


shop = Shop()


async def kept(key: str) -> dict[str, int]:
    basket = await shop.basket(key)
    print(basket)
    return basket


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> object:
    names = {"a": 1}
    started = datetime.datetime.fromisoformat(str(ctx.event.data["at"]))
    await ctx.step.run("kept", kept, "a")
    await ctx.step.run("total", lambda: Basket().total)
    await ctx.step.run("left", lambda: (datetime.datetime.now(datetime.UTC) - started).days)
    await ctx.step.run("base64", lambda: base64.b64encode(b"abc").decode())
    await ctx.step.run("tokens", lambda: encoder.encode(ctx.event.data["text"]))
    await ctx.step.run("mapped", lambda: list(map(str, [1])))
    await ctx.step.run("keys", lambda: sorted(names.keys()))
    await ctx.step.run("path", lambda: str(Path("/tmp") / "a"))
    await ctx.step.run("status", lambda: Status.PAID)
    await ctx.step.run("level", lambda: Level.LOW)
    await ctx.step.run("point", lambda: Point(1))
    await ctx.step.run("row", lambda: Row(name="a"))
    await ctx.step.run("tags", lambda: Tags(["a"]))
    await ctx.step.run("loaded", lambda: Loaded())
    await ctx.step.run("class", lambda: len(names) + 1)
    return names
