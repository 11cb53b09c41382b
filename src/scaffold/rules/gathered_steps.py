"""Run steps in parallel with `ctx.group.parallel`, never with `asyncio.gather`.

Steps that asyncio runs side by side execute in one request, and only one result is saved: the
others run again on the next replay. Seen on the Python SDK: a sibling ran twice.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._python_steps import gathers
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "python",
        invalid="""
        import asyncio
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="enrich", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def enrich(ctx: inngest.Context) -> None:
            await asyncio.gather(  # error
                ctx.step.run("load-profile", load_profile),
                ctx.step.run("load-orders", load_orders),
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="enrich", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def enrich(ctx: inngest.Context) -> None:
            await ctx.group.parallel(
                (
                    lambda: ctx.step.run("load-profile", load_profile),
                    lambda: ctx.step.run("load-orders", load_orders),
                )
            )
        """,
    ),
    Example(
        "python",
        invalid="""
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
        """,
        valid="""
        import asyncio
        import inngest
        from app.client import inngest_client

        async def load_all() -> list[int]:
            return await asyncio.gather(load(1), load(2))

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.run("load-all", load_all)
            for n in range(3):
                await ctx.step.run(f"save-{n}", save, n)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call of asyncio that gets steps."""
    for site, name in gathers(function):
        yield report(
            site,
            f"`{name}` runs beside other steps, and its result may not be saved",
            "hand the steps to `ctx.group.parallel`, each as a lambda",
        )
