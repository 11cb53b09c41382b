import json

import aiofiles
import inngest
from app.client import inngest_client
from pathlib import Path

HERE = Path(__file__).parent
LEDGER = HERE / "ledger.txt"


def note(text):
    LEDGER.write_text(text)


def clear(path: Path, keep: str | None = None):
    path.unlink()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    with open("/tmp/ledger", "a") as ledger:  # error
        ledger.write("x")
    open("/tmp/ledger", "a").write("y")  # error
    with open("/tmp/ledger", mode="wb") as ledger:  # error
        ledger.write(b"x")
    with LEDGER.open("w") as ledger:  # error
        ledger.write("x")
    LEDGER.write_text("x")  # error
    text = (HERE / ctx.run_id).read_text()  # error
    for part in ("a", "b"):
        path = HERE.joinpath(part).with_suffix(".txt")
        path.write_bytes(b"x")  # error
        path.unlink(missing_ok=True)  # error
    with open(ctx.event.data["path"]) as document:
        document.read()  # error
    with open("/tmp/orders.json") as orders:
        json.load(orders)  # error
    async with aiofiles.open("/tmp/orders.json") as orders:
        await orders.read()  # error
    note("done")  # error
    clear(LEDGER)  # error
    await ctx.step.run("count", count, text)
