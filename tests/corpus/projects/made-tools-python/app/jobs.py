import asyncio
import datetime
from functools import partial

import httpx
import inngest
from acme.flow import run_flow

from app.client import client
from app.store import mail, store


class Runner:
    def __init__(self, step: inngest.Step) -> None:
        self.step = step

    async def keep(self, name: str, work):
        return await self.step.run(name, work)  # fine: a step of the handler's


def keeper(step: inngest.Step):
    async def keep(name: str, work):
        return await step.run(name, work)  # fine: a step

    return keep


async def pack(runner, data):
    await runner.keep("pack", store.pack)  # fine: it may be a step


async def pack_with(keep, data):
    await keep("pack", lambda: store.pack(data))  # fine: a step


def push(name: str) -> None:
    try:
        httpx.post("https://example.com", json={"name": name})
    except Exception:  # expect: swallowed-step-error
        print("failed")


def shown(name: str) -> None:
    try:
        httpx.post("https://example.com", json={"name": name})
    except Exception:  # fine: its step does more, and it is no step's result
        print("failed")


def pick() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)  # expect: unserializable-step-result


def picked() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)  # fine: its caller makes a string of it


async def pick_in_thread() -> datetime.datetime:
    return await asyncio.to_thread(pick)


@client.create_function(fn_id="pack", trigger=inngest.TriggerEvent(event="order/paid"), retries=2)
async def pack_order(ctx: inngest.Context) -> None:
    runner = Runner(ctx.step)
    await pack(runner, ctx.event.data)  # fine: the class holds `step`
    await pack_with(keeper(ctx.step), ctx.event.data)  # fine: a function that runs steps
    await run_flow(runner)  # fine: it may make steps
    await run_flow(ctx.event.data)  # expect: side-effect-outside-step


@client.create_function(fn_id="tell", trigger=inngest.TriggerEvent(event="order/paid"), retries=2)
async def tell_team(ctx: inngest.Context) -> None:
    sent = []

    async def first() -> None:
        sent.append("a")  # expect: mutation-in-step
        try:
            await mail.send("a")
        except Exception:  # expect: swallowed-step-error
            pass

    async def second() -> None:
        await ctx.step.run("inner", mail.send, "b")  # expect: nested-step

    async def third() -> None:
        await mail.send("c")  # fine: in a step

    await ctx.group.parallel(
        (
            partial(ctx.step.run, "first", first),
            partial(ctx.step.run, "second", second),
        )
    )
    late = partial(ctx.step.run, "third", third)
    await late()  # fine: a step
    listed = [partial(ctx.step.run, "mail", mail.send, "d")]
    for each in listed:
        await each()  # fine: a step
    held = [lambda: ctx.step.run("fourth", third)]
    await held.pop()()  # fine: a step
    await ctx.step.run("push", lambda: push("a"))

    async def show() -> None:
        await asyncio.to_thread(shown, "a")
        await mail.send("shown")

    await ctx.step.run("show", show)
    await ctx.step.run("pick", pick_in_thread)
    await ctx.step.run("picked", lambda: picked().isoformat())
    sends = [mail.send]
    await sends.pop()("e")  # expect: side-effect-outside-step


def job(name: str, work):
    @client.create_function(
        fn_id=name, trigger=inngest.TriggerEvent(event="order/paid"), retries=2
    )
    async def made(ctx: inngest.Context) -> None:
        await work(ctx.event.data, ctx.step)  # fine: looked at where it is given

    return made


async def redeem(data, step: inngest.Step) -> None:
    await store.insert(data)  # expect: side-effect-outside-step
    await step.run("keep", store.keep, data)  # fine: in a step


redeem_voucher = job("redeem-voucher", redeem)
