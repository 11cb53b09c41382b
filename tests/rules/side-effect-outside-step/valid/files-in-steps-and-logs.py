import inngest
from app.client import inngest_client
from pathlib import Path, PurePath

HERE = Path(__file__).parent
PROMPT = (HERE / "prompt.txt").read_text()


def save(text):
    (HERE / "ledger.txt").write_text(text)


def _log(text):
    with open("/tmp/app.log", "a") as file:
        file.write(text)


def shut(door: Door, path: Path) -> str:
    door.unlink()
    return path.name.replace("a", "b")


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    name = (HERE / "ledger.txt").with_suffix(".md").name
    parts = PurePath("a/b").joinpath(name)
    door = ctx.event.data["door"]
    door.open("w")
    door.unlink()
    shut(door, HERE)
    _log("begun")
    await ctx.step.run("save", save, PROMPT)
    await ctx.step.run("note", lambda: (HERE / name).write_text(str(parts)))

    async def keep() -> None:
        with open("/tmp/ledger", "a") as ledger:
            ledger.write("x")

    await ctx.step.run("keep", keep)
