"""Never catch everything around a step: name `Exception` or `inngest.StepError`.

The Python SDK interrupts the handler with exceptions that derive from `BaseException`, to run a
step or to sleep. A bare `except:` or `except BaseException` swallows them: the step's result is
lost and the run completes with whatever the clause gives. Seen on the Python SDK.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._python_steps import catches_around, caught_names, raises_again, spelled
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
    """Yield a diagnostic for each clause around a step that catches the SDK's interrupts."""
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
