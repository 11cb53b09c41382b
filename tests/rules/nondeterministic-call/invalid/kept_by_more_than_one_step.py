import time
import uuid

import inngest

from app.client import inngest_client
from app.pages import find_page


def week_of(now: float) -> str:
    return f"week-{int(now // 604_800)}"


@inngest_client.create_function(fn_id="pages", trigger=inngest.TriggerEvent(event="x/y"))
async def pages(ctx: inngest.Context) -> None:
    week = week_of(time.time())  # error
    number = 0
    while True:
        number += 1
        page = await ctx.step.run(f"find-{number}", find_page, number)
        await ctx.step.send_event(
            f"send-{number}",
            [inngest.Event(name="a/b", data={"week": week}, id=f"digest-{row}") for row in page],
        )
        if len(page) < 100:
            return


@inngest_client.create_function(fn_id="ids", trigger=inngest.TriggerEvent(event="x/y"))
async def ids(ctx: inngest.Context) -> None:
    week = week_of(time.time())  # error
    page = await ctx.step.run("find", find_page, 1)
    await ctx.step.send_event(
        "send",
        [inngest.Event(name="a/b", data={"w": week}, id=f"digest-{week}-{row}") for row in page],
    )


@inngest_client.create_function(fn_id="beside", trigger=inngest.TriggerEvent(event="x/y"))
async def beside(ctx: inngest.Context) -> None:
    key = str(uuid.uuid4())  # error
    await ctx.step.send_event("one", inngest.Event(name="a/b", data={"key": key}))
    await ctx.step.send_event("two", inngest.Event(name="a/c", data={"key": key}))
