import datetime

import inngest

from approvals.client import client
from approvals.guards import answered
from approvals.record import record

WEEK = datetime.timedelta(days=7)
TIED = "async.data.request_id == event.data.request_id"
OPENED = inngest.TriggerEvent(event="request/opened")


@client.create_function(fn_id="guarded", trigger=OPENED, retries=3)
async def guarded(ctx: inngest.Context) -> dict[str, object]:
    early = await ctx.step.wait_for_event("early", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: an early return
    if early is None:
        return {"status": "expired"}
    await ctx.step.run("early-used", record, str(early.data["by"]))

    thrown = await ctx.step.wait_for_event("thrown", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: raised
    if not thrown:
        raise inngest.NonRetriableError("expired")
    await ctx.step.run("thrown-used", record, str(thrown.data["by"]))

    ternary = await ctx.step.wait_for_event("ternary", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: a conditional expression
    by = ternary.data["by"] if ternary else "nobody"

    if (walrus := await ctx.step.wait_for_event("walrus", event="request/signed", timeout=WEEK, if_exp=TIED)) is None:  # fine: a walrus
        return {}
    await ctx.step.run("walrus-used", record, str(walrus.data["by"]))

    matched = await ctx.step.wait_for_event("matched", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: match
    match matched:
        case None:
            return {"status": "expired"}
        case inngest.Event(data=data):
            await ctx.step.run("matched-used", record, str(data["by"]))

    helped = answered(await ctx.step.wait_for_event("helped", event="request/signed", timeout=WEEK, if_exp=TIED))  # fine: the helper raises
    await ctx.step.run("helped-used", record, str(helped.data["by"]))

    anded = await ctx.step.wait_for_event("anded", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: behind `and`
    yes = anded is not None and anded.data["ok"]

    ored = await ctx.step.wait_for_event("ored", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: behind `or`
    data = (ored or inngest.Event(name="request/signed")).data

    flagged = await ctx.step.wait_for_event("flagged", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: a flag made of it
    expired = flagged is None
    if expired:
        return {}
    await ctx.step.run("flagged-used", record, str(flagged.data["by"]))

    typed = await ctx.step.wait_for_event("typed", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: isinstance
    if isinstance(typed, inngest.Event):
        await ctx.step.run("typed-used", record, str(typed.data["by"]))

    for round_ in range(3):
        reply = await ctx.step.wait_for_event(f"round-{round_}", event="request/signed", timeout=WEEK, if_exp=TIED)  # fine: skipped
        if reply is None:
            continue
        by = reply.data["by"]
    return {"by": by, "yes": yes, "data": data}


@client.create_function(fn_id="blind", trigger=OPENED, retries=3)
async def blind(ctx: inngest.Context) -> None:
    plain = await ctx.step.wait_for_event("plain", event="request/signed", timeout=WEEK, if_exp=TIED)  # expect: unguarded-wait
    await ctx.step.run("plain-used", record, str(plain.data["by"]))

    asserted = await ctx.step.wait_for_event("asserted", event="request/signed", timeout=WEEK, if_exp=TIED)  # expect: unguarded-wait
    assert asserted is not None
    await ctx.step.run("asserted-used", record, str(asserted.data["by"]))

    by = (await ctx.step.wait_for_event("direct", event="request/signed", timeout=WEEK, if_exp=TIED)).data["by"]  # expect: unguarded-wait
    ctx.logger.info("by %s", by)

    late = await ctx.step.wait_for_event("late", event="request/signed", timeout=WEEK, if_exp=TIED)  # expect: unguarded-wait
    name = late.name
    if late is None:
        return

    warned = await ctx.step.wait_for_event("warned", event="request/signed", timeout=WEEK, if_exp=TIED)  # expect: unguarded-wait
    if warned is None:
        ctx.logger.warning("nobody signed")
    await ctx.step.run("warned-used", record, str(warned.data["by"]) + name)

    aliased = await ctx.step.wait_for_event("aliased", event="request/signed", timeout=WEEK, if_exp=TIED)  # expect: unguarded-wait
    answer = aliased
    await ctx.step.run("aliased-used", record, str(answer.data["by"]))

    in_lambda = await ctx.step.wait_for_event("in-lambda", event="request/signed", timeout=WEEK, if_exp=TIED)  # expect: unguarded-wait
    await ctx.step.run("in-lambda-used", lambda: record(str(in_lambda.data["by"])))

    first, second = await ctx.group.parallel((
        lambda: ctx.step.wait_for_event("first", event="request/signed", timeout=WEEK, if_exp=TIED),  # fine: guarded below
        lambda: ctx.step.wait_for_event("second", event="request/signed", timeout=WEEK, if_exp=TIED),  # expect: unguarded-wait
    ))
    if first is None:
        return
    await ctx.step.run("both-used", record, str(first.data["by"]) + str(second.data["by"]))


@client.create_function(fn_id="tied", trigger=OPENED, retries=3)
async def tied(ctx: inngest.Context) -> None:
    request_id = ctx.event.data["request_id"]
    await ctx.step.wait_for_event("by-template", event="request/signed", timeout=WEEK, if_exp=f"async.data.request_id == '{request_id}'")  # fine: pasted
    await ctx.step.wait_for_event("by-format", event="request/signed", timeout=WEEK, if_exp="async.data.request_id == '{}'".format(request_id))  # fine: pasted
    await ctx.step.wait_for_event("by-both", event="request/signed", timeout=WEEK, if_exp="async.data.request_id == event.data.request_id && async.data.ok == true")  # fine: one half ties
    await ctx.step.wait_for_event("by-nothing", event="request/signed", timeout=WEEK)  # expect: uncorrelated-wait
    await ctx.step.wait_for_event("by-python", event="request/signed", timeout=WEEK, if_exp="async.data.request_id == event.data.request_id and async.data.ok")  # expect: uncorrelated-wait
    await ctx.step.wait_for_event("by-true", event="request/signed", timeout=WEEK, if_exp="True")  # expect: uncorrelated-wait
    await ctx.step.wait_for_event("by-braces", event="request/signed", timeout=WEEK, if_exp="async.data.request_id == '{request_id}'")  # expect: uncorrelated-wait
    await ctx.step.wait_for_event("by-none", event="request/signed", timeout=WEEK, if_exp="async.data.request_id == event.data.request_id && async.data.by != None")  # expect: uncorrelated-wait
    await ctx.step.wait_for_event("by-assign", event="request/signed", timeout=WEEK, if_exp="async.data.request_id = event.data.request_id")  # expect: uncorrelated-wait
    await ctx.step.wait_for_event("by-event", event="request/signed", timeout=WEEK, if_exp="event.data.request_id != null")  # expect: uncorrelated-wait
    await ctx.step.wait_for_event("by-unquoted", event="request/signed", timeout=WEEK, if_exp=f"async.data.request_id == {request_id}")  # fine: it may be a number


@client.create_function(fn_id="durations", trigger=OPENED, retries=3)
async def durations(ctx: inngest.Context) -> None:
    await ctx.step.sleep("day", datetime.timedelta(days=1))  # fine: a timedelta
    await ctx.step.sleep("minute", 60 * 1000)  # fine: milliseconds, worked out
    await ctx.step.sleep("hour", 3600)  # expect: invalid-duration
    await ctx.step.sleep("text", "1h")  # expect: invalid-duration
    await ctx.step.sleep("float", 1.5)  # expect: invalid-duration
    await ctx.step.sleep_until("until-text", "2027-01-01T00:00:00Z")  # expect: invalid-duration
    await ctx.step.sleep_until("until", datetime.datetime.fromisoformat(str(ctx.event.data["due"])))  # fine: from the event
    await ctx.step.wait_for_event("text-wait", event="request/signed", timeout="7d", if_exp=TIED)  # expect: invalid-duration
    await ctx.step.wait_for_event("int-wait", event="request/signed", timeout=300, if_exp=TIED)  # expect: invalid-duration
    await ctx.step.wait_for_event("int-wait-fine", event="request/signed", timeout=5 * 60 * 1000, if_exp=TIED)  # fine: milliseconds, worked out
    await ctx.step.sleep("long", datetime.timedelta(days=400))  # expect: invalid-duration
