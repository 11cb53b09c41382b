"""The same functions as v4.mjs, for the Python SDK."""

# mypy: ignore-errors

import datetime
import random
from typing import Any

import inngest
import inngest.fast_api
from fastapi import FastAPI

client = inngest.Inngest(app_id="mini")
app = FastAPI()
# Counts attempts, which a durable function must not do: here it makes the first one fail.
attempts = {"right": 0, "body": 0}


async def load(order_id: str) -> dict[str, str]:
    return {"id": order_id}


async def one() -> int:
    return 1


async def flaky() -> int:
    attempts["right"] += 1
    if attempts["right"] == 1:
        raise ValueError("flaky")
    return 2


@client.create_function(
    fn_id="process-order", retries=2, trigger=inngest.TriggerEvent(event="order/placed")
)
async def order(ctx: inngest.Context) -> dict[str, Any]:
    loaded = await ctx.step.run("load", load, str(ctx.event.data["id"]))
    await ctx.step.sleep("cool-down", datetime.timedelta(days=1))

    async def left() -> int:
        n = await ctx.step.run("left", one)
        return await ctx.step.run("after-left", lambda: n + 1)

    x, y = await ctx.group.parallel((left, lambda: ctx.step.run("right", flaky)))
    answer = await ctx.step.wait_for_event(
        "approval",
        event="order/approved",
        if_exp="async.data.id == event.data.id",
        timeout=datetime.timedelta(days=7),
    )
    if answer is None:
        return {"status": "timed-out", "x": x, "y": y}
    done = inngest.Event(name="order/done", data={"id": loaded["id"]}, id=f"done-{ctx.run_id}")
    await ctx.step.send_event("announce", done)
    return {"status": "approved", "by": answer.data["by"], "x": x, "y": y}


@client.create_function(fn_id="on-order", trigger=inngest.TriggerEvent(event="order/*"))
async def noted(ctx: inngest.Context) -> str:
    return await ctx.step.run("note", lambda: ctx.event.name)


async def tell(ctx: inngest.Context) -> str:
    error: Any = ctx.event.data["error"]
    return await ctx.step.run("tell", lambda: str(error["message"]))


@client.create_function(
    fn_id="failing",
    retries=1,
    on_failure=tell,
    trigger=inngest.TriggerEvent(event="fail/step"),
)
async def failing(ctx: inngest.Context) -> None:
    def charge() -> None:
        raise ValueError("declined")

    def final() -> None:
        raise inngest.NonRetriableError("never")

    try:
        await ctx.step.run("charge", charge)
    except inngest.StepError as error:
        message = error.message
        await ctx.step.run("refund", lambda: message)
    await ctx.step.run("final", final)


@client.create_function(fn_id="thrower", retries=3, trigger=inngest.TriggerEvent(event="fail/body"))
async def thrower(ctx: inngest.Context) -> None:
    attempts["body"] += 1
    if attempts["body"] == 1:
        raise inngest.RetryAfterError("later", datetime.timedelta(hours=2))
    raise ValueError("body")


@client.create_function(fn_id="leaky", trigger=inngest.TriggerEvent(event="leak/start"))
async def leaky(ctx: inngest.Context) -> float:
    await client.send(inngest.Event(name="leak/out"))
    made = random.random()
    await ctx.step.run("a", one)
    return made


@client.create_function(fn_id="callee", trigger=inngest.TriggerEvent(event="order-less/callee"))
async def callee(ctx: inngest.Context) -> int:
    number: Any = ctx.event.data["n"]
    return await ctx.step.run("double", lambda: int(number) * 2)


@client.create_function(
    fn_id="caller", trigger=inngest.TriggerCron(cron="TZ=Europe/Paris 0 9 * * 1")
)
async def caller(ctx: inngest.Context) -> dict[str, Any]:
    result = await ctx.step.invoke("call", function=callee, data={"n": 2})
    return {"result": result, "cron": ctx.event.data["cron"]}


inngest.fast_api.serve(app, client, [order, noted, failing, thrower, leaky, callee, caller])
