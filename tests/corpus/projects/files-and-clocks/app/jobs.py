import datetime
from pathlib import Path

import inngest

from app import store
from app.client import bus
from app.paths import FOLDER, LEDGER, PROMPT


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()


def stamped(text: str) -> str:
    return f"{now()} {text}"


def is_over(due: str) -> bool:
    at = now()
    return at > due


def save(path: Path, text: str) -> None:
    path.write_text(text)


@bus.create_function(fn_id="write-ledger", trigger=inngest.TriggerEvent(event="order/placed"), retries=2)
async def write_ledger(ctx: inngest.Context) -> dict[str, object]:
    with open("/tmp/ledger", "a") as ledger:  # expect: side-effect-outside-step
        ledger.write(PROMPT)
    LEDGER.write_text("x")  # expect: side-effect-outside-step
    save(FOLDER / "copy.txt", "x")  # expect: side-effect-outside-step
    text = (FOLDER / "notes.txt").read_text()  # expect: side-effect-outside-step
    name = LEDGER.with_suffix(".md").name.replace("-", "_")  # fine: computes only
    total = await ctx.step.run("count", store.count, text, name)
    await ctx.step.run("save", save, LEDGER, "x")  # fine: in a step
    print(f"{now()} {total}")  # fine: for a log line
    ctx.logger.info("counted at %s", now())  # fine: for a log line
    ctx.logger.info(stamped("counted"))  # fine: for a log line, two helpers deep
    return {"total": total, "at": now()}  # fine: returned at the end


@bus.create_function(fn_id="close-order", trigger=inngest.TriggerEvent(event="order/closed"), retries=2)
async def close_order(ctx: inngest.Context) -> None:
    at = now()  # expect: nondeterministic-call
    ctx.logger.info("closed at %s", at)
    if is_over(str(ctx.event.data["due"])):  # expect: nondeterministic-call
        await ctx.step.run("late", store.late)
    await ctx.step.run("close", lambda: store.close(at))
    begun = datetime.datetime.utcnow()  # expect: naive-datetime
    ctx.logger.info("began at %s", begun)
    ended = datetime.datetime.now(datetime.UTC)  # fine: with a zone
    ctx.logger.info("ended at %s", ended)


@bus.create_function(fn_id="make-parts", trigger=inngest.TriggerEvent(event="doc/approved"), retries=2)
async def make_parts(ctx: inngest.Context) -> None:
    parts = await ctx.step.run("load-parts", store.parts)
    for number, part in enumerate(parts):
        await ctx.step.run(f"make-{number}", store.make, part)  # expect: loop-instead-of-fan-out
    for key, part in parts["named"].items():
        await ctx.step.run(f"name-{key}", store.make, part)  # expect: loop-instead-of-fan-out
    for number, region in enumerate(("eu", "us")):
        await ctx.step.run(f"sync-{number}", store.make, region)  # fine: a fixed list
    for key, value in ctx.event.data.items():
        await ctx.step.run(f"check-{key}", store.make, value)  # fine: from the event
    for number, part in enumerate(parts):
        ctx.logger.info("%s %s", number, part)  # fine: no step in it


functions = [write_ledger, close_order, make_parts]
