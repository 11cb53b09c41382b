import base64
import datetime
import enum
import inngest
from pathlib import Path
from app.client import client
from app.database import SessionLocal, User


class Status(enum.Enum):
    PAID = "paid"


class Basket:
    def __init__(self, total: int) -> None:
        self.total = total


class Shop:
    async def basket(self, key: str) -> Basket:
        return Basket(len(key))

    async def keep(self, basket: Basket) -> None:
        print(basket)


shop = Shop()


async def kept(key: str) -> Basket:
    basket = await shop.basket(key)
    await shop.keep(basket)
    return basket  # error


class Users:
    def __init__(self, db):
        self.db = db

    def first(self):
        return self.db.query(User).filter(User.paid).first()


def read():
    with SessionLocal() as db:
        return Users(db).first()  # error


def left(started: str) -> datetime.timedelta:
    now = datetime.datetime.now(datetime.UTC)
    return now - datetime.datetime.fromisoformat(started)  # error


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> object:
    names = {"a": 1}
    await ctx.step.run("kept", kept, "a")
    await ctx.step.run("left", left, "2026-01-01")
    await ctx.step.run("read", read)
    await ctx.step.run("literal", lambda: b"abc")  # error
    await ctx.step.run("encoded", lambda: "abc".encode("utf-8"))  # error
    await ctx.step.run("base64", lambda: base64.b64encode(b"abc"))  # error
    await ctx.step.run("mapped", lambda: map(str, [1]))  # error
    await ctx.step.run("range", lambda: range(3))  # error
    await ctx.step.run("keys", lambda: names.keys())  # error
    await ctx.step.run("path", lambda: Path("/tmp") / "a")  # error
    await ctx.step.run("status", lambda: Status.PAID)  # error
    await ctx.step.run("day", lambda: {"day": datetime.date.today()})  # error
    return datetime.datetime.now(datetime.UTC)  # error
