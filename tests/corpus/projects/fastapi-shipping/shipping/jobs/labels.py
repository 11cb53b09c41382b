import asyncio
import datetime
import functools

import inngest
import structlog

from shipping.client import client
from shipping.events import FOUND, LOST, EventName
from shipping.services import carrier, cutoff, day_of, open_parcels, redis, repository, sessions, tracking_code

log = structlog.get_logger()
seen: dict[str, int] = {}


@client.create_function(fn_id="print-label", trigger=inngest.TriggerEvent(event=EventName.LABEL_REQUESTED), retries=4)
async def print_label(ctx: inngest.Context) -> dict[str, object]:
    parcel_id = str(ctx.event.data["parcel_id"])
    parcel = await repository.get(parcel_id)  # expect: side-effect-outside-step
    price = carrier.price(250)  # fine: computes only
    day = day_of(str(ctx.event.data["ordered_at"]))  # fine: computes only
    code = tracking_code()  # fine: a step keeps the first one
    if cutoff(24).isoformat() > day:  # expect: nondeterministic-call
        return {"late": True}
    booked = await ctx.step.run("book", carrier.book, parcel_id)  # fine: a method given to a step
    await ctx.step.run("try-book", carrier.try_book, parcel_id)
    again = await ctx.step.run("try-again", lambda: carrier.try_book(parcel_id))  # fine: the outcome is read
    if again is None:
        raise inngest.NonRetriableError("no carrier")
    await repository.remember(parcel_id)  # expect: side-effect-outside-step
    await redis.incr(f"labels:{day}")  # expect: side-effect-outside-step
    async with sessions() as session:
        ids = await open_parcels(session)  # expect: side-effect-outside-step
    await ctx.step.run("mark", functools.partial(repository.mark, parcel_id, "printed"))  # fine: bound
    await ctx.step.send_event("printed", inngest.Event(name=EventName.LABEL_PRINTED, data={"code": code, "id": parcel_id}))  # fine: a member that a function has
    await ctx.step.send_event("lost", inngest.Event(name=LOST, data={"id": parcel_id}))  # expect: unreceived-event
    await ctx.step.send_event("found", inngest.Event(name=FOUND, data={"id": parcel_id}))  # fine: the name is computed
    return {"parcel": parcel is not None, "price": price, "booked": booked, "ids": ids}


@client.create_function(fn_id="count-label", trigger=inngest.TriggerEvent(event="label/printed"), retries=4)
async def count_label(ctx: inngest.Context) -> None:
    seen[ctx.event.data["code"]] = 1  # expect: side-effect-outside-step
    totals: dict[str, int] = {}
    codes: list[str] = []

    async def count() -> int:
        totals["labels"] = len(codes) + 1  # expect: mutation-in-step
        return len(codes)

    async def collect() -> list[str]:
        own: list[str] = []
        own.append(str(ctx.event.data["code"]))  # fine: a local of the step
        return own

    async def dropped() -> None:
        repository.mark("1", "counted")  # expect: swallowed-step-error

    async def in_background() -> None:
        asyncio.create_task(repository.mark("1", "counted"))  # expect: swallowed-step-error

    async def gathered() -> None:
        await asyncio.gather(repository.mark("1", "a"), repository.mark("2", "b"))  # fine: all are waited for

    async def unread() -> None:
        await asyncio.gather(repository.mark("1", "a"), repository.mark("2", "b"), return_exceptions=True)  # expect: swallowed-step-error

    async def read() -> int:
        outcomes = await asyncio.gather(repository.mark("1", "a"), return_exceptions=True)  # fine: the failures are read
        failed = [each for each in outcomes if isinstance(each, BaseException)]
        if failed:
            raise failed[0]
        return len(outcomes)

    await ctx.step.run("count", count)
    codes = await ctx.step.run("collect", collect)  # fine: assigned outside of the step
    await ctx.step.run("dropped", dropped)
    await ctx.step.run("in-background", in_background)
    await ctx.step.run("gathered", gathered)
    await ctx.step.run("unread", unread)
    await ctx.step.run("read", read)
    log.info("counted", at=datetime.datetime.now(datetime.UTC), totals=totals)  # fine: a log line
    client.send(inngest.Event(name=EventName.PARCEL_MOVED, data={}))  # expect: unwrapped-send
    await ctx.step.run("now", lambda: datetime.datetime.now(datetime.UTC))  # expect: unserializable-step-result
    await ctx.step.run("ids", lambda: {"a", "b"})  # expect: unserializable-step-result
    await ctx.step.run("text", lambda: datetime.datetime.now(datetime.UTC).isoformat())  # fine: a string


ALL = [print_label, count_label]
