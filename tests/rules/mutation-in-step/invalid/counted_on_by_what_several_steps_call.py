import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="build", trigger=inngest.TriggerEvent(event="x/y"))
async def build(ctx: inngest.Context) -> None:
    done = 0

    async def tell() -> None:
        nonlocal done
        done += 1
        await jobs.update(done / 3)

    async def read_all() -> None:
        await read()
        await tell()  # error

    async def write_all() -> None:
        await write()
        await tell()

    await ctx.step.run("read", read_all)
    await ctx.step.run("write", write_all)
