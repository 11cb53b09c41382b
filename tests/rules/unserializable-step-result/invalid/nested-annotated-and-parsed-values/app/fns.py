import datetime
import uuid
from typing import Optional
import inngest
from app.client import inngest_client
from app.models import Order
from app.shop import shop


async def stamped() -> dict:
    return {
        "now": True,
        "at": datetime.datetime.now(datetime.UTC),  # error
    }


async def listed():
    orders = [Order(number=n) for n in range(3)]  # error
    return orders


async def by_number():
    return {str(n): (n, Order(number=n)) for n in range(3)}  # error


async def parsed():
    return Order.model_validate({"number": 1})  # error


async def first():
    rows = await shop.rows()
    return Order.model_validate(rows[0]) if rows else None  # error


async def load() -> list[Order]:
    return await shop.orders()  # error


async def one() -> Order | None:
    found = await shop.order(1)
    return found  # error


async def maybe() -> Optional["Order"]:
    return await shop.order(1)  # error


async def tags() -> set[str]:
    return await shop.tags()  # error


async def times() -> dict[str, tuple[datetime.datetime, ...]]:
    return await shop.times()  # error


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("stamped", stamped)
    await ctx.step.run("listed", listed)
    await ctx.step.run("by-number", by_number)
    await ctx.step.run("parsed", parsed)
    await ctx.step.run("first", first)
    await ctx.step.run("load", load)
    await ctx.step.run("one", lambda: one())
    await ctx.step.run("maybe", maybe)
    await ctx.step.run("tags", tags)
    await ctx.step.run("times", times)
    await ctx.step.run("id", lambda: [{"id": uuid.uuid4()}])  # error
