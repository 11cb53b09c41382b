"""Never catch everything around a step: name `Exception` or `inngest.StepError`.

The Python SDK interrupts the handler with exceptions that derive from `BaseException`, to run a
step or to sleep. A bare `except:` or `except BaseException` swallows them: the step's result is
lost and the run completes with whatever the clause gives. A `finally` runs at each of them too: a
step in it runs before the steps of its `try`, which it is meant to follow. Seen on the Python SDK.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._python_steps import (
    catches_around,
    caught_names,
    raises_again,
    regions_around,
    spelled,
)
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
        async def charge(ctx: inngest.Context) -> int:
            try:
                paid = await ctx.step.run("charge-card", charge_card)
            except:  # error
                paid = -1
            return paid
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed")
        )
        async def charge(ctx: inngest.Context) -> int:
            try:
                paid = await ctx.step.run("charge-card", charge_card)
            except inngest.StepError:
                paid = await ctx.step.run("refund", refund)
            return paid
        """,
    ),
]
_EVERYTHING = frozenset({"BaseException", "BaseExceptionGroup"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each clause around a step that the SDK's interrupts lead into."""
    for step, outline, clause in catches_around(function):
        names = caught_names(function, step, clause)
        if raises_again(outline, clause) or (
            names and not _EVERYTHING & {spelled(name) for name in names}
        ):
            continue
        yield report(
            (outline, clause),
            f"this catches the interrupt by which the step `{step.id_text}` runs, and loses it",
            "catch `Exception` or `inngest.StepError`, or raise it again",
        )
    tried = {
        id(region.attempt)
        for step in function.steps
        for _, region in regions_around(step)
        if region.kind == "try"
    }
    for step in function.steps:
        regions = (region for _, region in regions_around(step) if region.kind == "finally")
        if any(id(region.attempt) in tried for region in regions):
            yield report(
                step,
                f"the SDK interrupts the `try` to run its steps, so the step `{step.id_text}` in "
                "`finally` runs before them",
                "clean up after the `try`, and in an `except Exception` that raises again",
            )
