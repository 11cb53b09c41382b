import asyncio
import datetime
import functools
import time
import uuid

import httpx
import inngest

from app.client import inngest_client
from app.db import find_order, save_order, total


@inngest_client.create_function(
    fn_id="fulfil-order",
    trigger=inngest.TriggerEvent(event="order/placed"),
    retries=10,
)
async def fulfil_order(ctx: inngest.Context) -> dict[str, object]:
    order_id = str(ctx.event.data["order_id"])
    order = await ctx.step.run("load-order", find_order, order_id)  # fine: a helper given to a step
    cents = total(order["lines"])  # fine: computes only
    ctx.logger.info("at %s", datetime.datetime.now(datetime.UTC))  # fine: the clock in a log line
    await save_order(order)  # expect: side-effect-outside-step
    async with httpx.AsyncClient() as client:
        await client.post("https://pay.example.com", json={"cents": cents})  # expect: side-effect-outside-step
    key = str(uuid.uuid4())  # expect: nondeterministic-call
    await ctx.step.run("charge", functools.partial(charge, order_id, cents, key))  # fine: bound arguments
    await asyncio.sleep(5)  # expect: timer-in-handler
    time.sleep(1)  # expect: timer-in-handler
    await inngest_client.send(inngest.Event(name="order/paid", data={"order_id": order_id}))  # expect: unwrapped-send
    await ctx.step.send_event("shipped", inngest.Event(name="order/shiped", data={"order_id": order_id}))  # expect: unreceived-event
    ctx.step.run("forgotten", save_order, order)  # expect: unawaited-step
    return {"cents": cents}


async def charge(order_id: str, cents: int, key: str) -> str:
    async with httpx.AsyncClient() as client:  # fine: only called in a step
        answer = await client.post("https://pay.example.com/charges", json={"id": order_id, "cents": cents, "key": key})
    answer.raise_for_status()
    return str(answer.json()["id"])


@inngest_client.create_function(
    fn_id="ship-order",
    trigger=inngest.TriggerEvent(event="order/shipped"),
    retries=5,
)
async def ship_order(ctx: inngest.Context) -> None:
    paid = await ctx.step.wait_for_event(  # expect: unguarded-wait, uncorrelated-wait
        "wait-for-payment",
        event="order/paid",
        timeout=datetime.timedelta(days=2),
    )
    order_id = paid.data["order_id"]
    answer = await ctx.step.wait_for_event(
        "wait-for-address",
        event="address/confirmed",
        timeout=datetime.timedelta(days=1),
        if_exp="event.data.order_id == async.data.order_id",
    )  # fine: guarded below
    if answer is None:  # fine: the guard
        raise inngest.NonRetriableError("no address")
    await ctx.step.wait_for_event(  # expect: uncorrelated-wait
        "wait-for-label",
        event="address/confirmed",
        timeout=datetime.timedelta(days=1),
        if_exp=f"event.data.order_id == '{order_id}'",
    )
    await ctx.step.wait_for_event(
        "wait-for-parcel",
        event="address/confirmed",
        timeout=datetime.timedelta(days=1),
        if_exp=f"async.data.order_id == '{order_id}'",
    )  # fine: the awaited event is `async`
    await ctx.step.sleep("cool-down", datetime.timedelta(minutes=5))  # fine: a timedelta
    await ctx.step.sleep("seconds", 30)  # expect: invalid-duration
    await ctx.step.sleep_until("renew", datetime.datetime.now())  # expect: naive-datetime
    results = await asyncio.gather(  # expect: gathered-steps
        ctx.step.run("one", find_order, order_id),
        ctx.step.run("two", find_order, order_id),
    )
    both = await ctx.group.parallel(  # fine: the SDK's own
        (
            lambda: ctx.step.run("three", find_order, order_id),
            lambda: ctx.step.run("four", find_order, order_id),
        )
    )
    items = [1, 2, 3]
    await ctx.group.parallel(tuple(lambda: ctx.step.run(f"item-{item}", pack, item) for item in items))  # expect: late-binding-step
    await ctx.group.parallel(tuple(lambda item=item: ctx.step.run(f"box-{item}", pack, item) for item in items))  # fine: bound
    await ctx.group.parallel(tuple(functools.partial(ctx.step.run, f"bag-{item}", pack, item) for item in items))  # fine: bound
    packed = []

    async def collect() -> None:
        packed.append(await pack(1))  # expect: mutation-in-step

    await ctx.step.run("collect", collect)
    print(results, both, packed)  # fine: a log line


async def pack(item: int) -> int:
    return item
