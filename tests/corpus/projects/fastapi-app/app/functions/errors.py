import dataclasses
import datetime
import json
import random

import inngest
from inngest import NonRetriableError, StepError

from app.client import inngest_client
from app.db import find_order, save_order


@dataclasses.dataclass
class Receipt:
    number: int


@inngest_client.create_function(fn_id="confirm-address", trigger=inngest.TriggerEvent(event="address/confirmed"), retries=4)
async def confirm_address(ctx: inngest.Context) -> None:
    try:
        await ctx.step.run("load", find_order, "1")
    except StepError as error:  # fine: the SDK's error, around a step
        await ctx.step.run("note", save_order, {"id": error.message})
    try:
        await ctx.step.run("again", find_order, "2")
    except:  # expect: broad-except-around-step
        pass
    try:
        await ctx.step.run("third", find_order, "3")
    except BaseException:  # expect: broad-except-around-step
        raise RuntimeError("gone")
    try:
        await ctx.step.run("fourth", find_order, "4")
    except Exception:  # fine: the SDK steers with BaseException
        ctx.logger.warning("fourth failed")
    try:
        await ctx.step.run("fifth", decline)
    except NonRetriableError:  # expect: caught-non-retriable
        return


async def decline() -> None:
    raise NonRetriableError("declined")  # fine: raised inside a step


@inngest_client.create_function(fn_id="pay-order", trigger=inngest.TriggerEvent(event="order/paid"), retries=10)
async def pay_order(ctx: inngest.Context) -> None:
    async def swallow() -> object:
        try:
            return await find_order("1")
        except Exception:  # expect: swallowed-step-error
            return None

    async def translate() -> object:
        try:
            return await find_order("1")
        except KeyError as error:  # fine: raised as another error
            raise NonRetriableError("no such order") from error

    async def outer() -> None:
        await ctx.step.run("inner", find_order, "1")  # expect: nested-step

    async def now() -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC)  # expect: unserializable-step-result

    async def receipt() -> Receipt:
        return Receipt(1)  # expect: unserializable-step-result

    async def plain() -> str:
        return datetime.datetime.now(datetime.UTC).isoformat()  # fine: a string

    await ctx.step.run("swallow", swallow)
    await ctx.step.run("translate", translate)
    await ctx.step.run("outer", outer)
    await ctx.step.run("now", now)
    await ctx.step.run("receipt", receipt)
    await ctx.step.run("plain", plain)
    await ctx.step.run(f"lucky-{random.randint(1, 9)}", plain)  # expect: nondeterministic-step-id
    await ctx.step.run("Not Kebab", plain)  # expect: step-id-format
    if random.random() > 0.5:  # expect: nondeterministic-call
        await ctx.step.run("lucky", plain)
    state = {"tries": 0}

    async def count() -> None:
        state["tries"] += 1  # expect: mutation-in-step

    await ctx.step.run("count", count)
    print(json.dumps(state))  # fine: a log line
