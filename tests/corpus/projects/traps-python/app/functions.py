import asyncio
import datetime
import functools
import logging
import time

import inngest
import pydantic

from app.client import inngest_client
from app.steps import Work, load, load_all

log = logging.getLogger(__name__)
EVENT = "job/started"


class Payload(pydantic.BaseModel):
    ids: list[int]


@inngest_client.create_function(fn_id="run-job", trigger=inngest.TriggerEvent(event=EVENT), retries=3)
async def run_job(ctx: inngest.Context) -> dict[str, object]:
    payload = Payload.model_validate(ctx.event.data)  # fine: computes only
    step = ctx.step
    begin = time.perf_counter()  # fine: for a log line
    values = await load_all(step, payload.ids)  # fine: the helper gets the step
    await Work(ctx).run()  # fine: the object has the context
    log.info("took %s", time.perf_counter() - begin)  # fine: a log line

    async def together() -> list[int]:
        return list(await asyncio.gather(load(1), load(2)))  # fine: gathered inside one step

    async def patient() -> int:
        for _ in range(3):
            await asyncio.sleep(0.1)  # fine: inside a step
        return 1

    pair = await step.run("together", together)
    await step.run("patient", patient)
    found = await step.run("partial", functools.partial(load, 3))  # fine: bound
    await ctx.group.parallel(tuple(functools.partial(step.run, f"n-{n}", load, n) for n in range(2)))  # fine: bound
    try:
        await step.run("careful", load, 4)
    except inngest.StepError:  # fine: after its retries
        await step.run("compensate", load, 5)
    except BaseException:  # fine: raised again
        log.warning("interrupted")
        raise
    answer = await step.wait_for_event("answer", event="job/answered", timeout=datetime.timedelta(hours=1), if_exp="async.data.job == event.data.job")  # fine: handed to a guard
    if not _is_yes(answer):
        return {}
    when = await step.run("when", lambda: datetime.datetime.now(datetime.UTC).isoformat())  # fine: the clock in a step
    await step.send_event("next", [inngest.Event(name=EVENT, data={"ids": [each]}, id=f"next-{ctx.run_id}-{each}") for each in values])  # fine: from run and item
    until = datetime.datetime.fromisoformat(str(ctx.event.data["until"]))  # fine: from the event
    await step.sleep_until("until", until)  # fine: from the event
    local = [each for each in values if each > 1]  # fine: computes only
    local.append(found)  # fine: changed in the handler
    return {"pair": pair, "local": local, "when": when, "end": time.time()}  # fine: returned at the end


def _is_yes(answer: inngest.Event | None) -> bool:
    return answer is not None and answer.data["yes"] is True


def make(kind: str) -> inngest.Function[object]:
    @inngest_client.create_function(fn_id=f"make-{kind}", trigger=inngest.TriggerEvent(event=f"make/{kind}"), retries=1)  # fine: made by a factory
    async def made(ctx: inngest.Context) -> None:
        await ctx.step.run("load", load, 1)

    return made


functions = [run_job, *(make(kind) for kind in ("a", "b"))]
