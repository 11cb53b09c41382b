from asyncio import gather, create_task
import inngest
from app.client import inngest_client


async def work(ctx: inngest.Context, n: int) -> None:
    await ctx.step.run(f"work-{n}", save, n)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await gather(*[ctx.step.run(f"load-{n}", load, n) for n in range(3)])  # error
    steps = [ctx.step.run(f"save-{n}", save, n) for n in range(3)]
    await gather(*steps)  # error
    tasks = []
    for n in range(3):
        tasks.append(ctx.step.run(f"keep-{n}", save, n))
    await gather(*tasks)  # error
    await gather(work(ctx, 1), work(ctx, 2))  # error
    task = create_task(ctx.step.run("late", late))  # error
    await task
