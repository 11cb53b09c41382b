import inngest
from app import api, db
from app.client import client


async def pull(row: str) -> None:
    try:
        await api.pull(row)
    except Exception as err:
        await db.pulls.update(row, status="failed", reason=str(err))
        raise


async def push(row: str) -> None:
    try:
        await api.push(row)
    except Exception:  # error
        logger.exception("not pushed")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def pull_one() -> None:
        try:
            await pull("a")
        except Exception:  # error
            ctx.logger.exception("not pulled")

    async def push_one() -> None:
        try:
            await push("a")
        except Exception:
            ctx.logger.exception("never happens")

    async def load() -> None:
        failed = []
        for row in ctx.event.data["rows"]:
            try:
                await db.rows.create(row)
            except Exception as err:  # error
                if is_refused(err):
                    failed.append(row)
        if failed:
            raise RuntimeError(f"{len(failed)} failed")

    await ctx.step.run("pull", pull_one)
    await ctx.step.run("push", push_one)
    await ctx.step.run("load", load)
