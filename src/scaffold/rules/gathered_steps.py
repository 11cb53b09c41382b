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
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call of asyncio that gets steps."""
    for site, name in gathers(function):
        yield report(
            site,
            f"`{name}` runs beside other steps, and its result may not be saved",
            "hand the steps to `ctx.group.parallel`, each as a lambda",
        )
