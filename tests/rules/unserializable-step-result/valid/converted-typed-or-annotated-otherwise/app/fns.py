import datetime
import uuid
import inngest
from app.client import inngest_client
from app.models import Order
from app.shop import shop


async def stamped() -> dict:
    at = datetime.datetime.now(datetime.UTC)
    at = at.isoformat()
    return {"at": at, "day": datetime.date.today().isoformat(), "id": uuid.uuid4().hex}


async def listed():
    return [Order(number=n).model_dump(mode="json") for n in range(3)]


async def names():
    return [tag for tag in {"a", "b"}] + sorted({"c"})


async def tags():
    return [tag for tag in {"a", "b"}]


async def emptied():
    found = {"at": datetime.datetime.now(datetime.UTC)}
    found["at"] = found["at"].isoformat()
    return found


async def dumped() -> Order:
    order = await shop.order(1)
    return order.model_dump(mode="json")


async def either() -> dict | Order:
    return await shop.order(1)


async def nothing() -> Order | None:
    return None


@as_json
async def marked() -> Order:
    return await shop.order(1)


async def typed() -> list[Order]:
    return await shop.orders()


async def plain() -> dict[str, list[str | None]]:
    return await shop.names()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("stamped", stamped)
    await ctx.step.run("listed", listed)
    await ctx.step.run("names", names)
    await ctx.step.run("tags", tags)
    await ctx.step.run("emptied", emptied)
    await ctx.step.run("dumped", dumped)
    await ctx.step.run("either", either)
    await ctx.step.run("nothing", nothing)
    await ctx.step.run("marked", marked)
    await ctx.step.run("typed", typed, output_type=list[Order])
    await ctx.step.run("plain", plain)
