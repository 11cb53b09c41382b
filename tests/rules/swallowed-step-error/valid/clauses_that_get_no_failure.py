import inngest
from app import api, db
from app.client import client


async def pull(row: str) -> None:
    try:
        await api.pull(row)
    except Exception as err:
        await db.pulls.update(row, status="failed", reason=str(err))


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def pull_one() -> None:
        try:
            await pull("a")
        except Exception:
            ctx.logger.exception("never happens")

    async def load() -> None:
        failed = []
        for row in ctx.event.data["rows"]:
            try:
                await db.rows.create(row)
            except Exception as err:
                if not is_known(err):
                    failed.append(row)
        if failed:
            raise RuntimeError(f"{len(failed)} failed")

    await ctx.step.run("pull", pull_one)
    await ctx.step.run("load", load)
