"""Do not catch `NonRetriableError` around a step; handle it inside.

In Python this error leaves the step without being saved, so the step runs again on each replay;
seen twice in a row on the Python SDK. The TypeScript SDKs save it as a `StepError`.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._python_steps import catches_around, caught_names, spelled
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed")
        )
        async def charge(ctx: inngest.Context) -> str:
            try:
                await ctx.step.run("charge-card", charge_card)
            except inngest.NonRetriableError:  # error
                return "refused"
            return "paid"
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def charge_card() -> str:
            try:
                return await provider.charge()
            except CardRefused:
                return "refused"

        @inngest_client.create_function(
            fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed")
        )
        async def charge(ctx: inngest.Context) -> str:
            return await ctx.step.run("charge-card", charge_card)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each clause around a step that catches a permanent failure."""
    for step, outline, clause in catches_around(function):
        names = {spelled(name) for name in caught_names(function, step, clause)}
        if "NonRetriableError" in names and not clause.throws:
            yield report(
                (outline, clause),
                f"the step `{step.id_text}` runs again on each replay when this catches its error",
                "catch it inside the step and return a value, or let the run fail",
            )
