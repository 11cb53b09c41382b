import inngest
from app.db import session


class Tasks:
    def __init__(self, ctx: inngest.Context) -> None:
        self._ctx = ctx

    async def spawn(self, number: int) -> None:
        await self._ctx.step.run(f"spawn-{number}", work, number)


async def run_job(numbers: list[int], *, ctx: inngest.Context) -> None:
    await session.execute("select 1")  # error
    tasks = Tasks(ctx)
    for number in numbers:
        await tasks.spawn(number)
    await session.execute("update jobs set done = true")  # error
