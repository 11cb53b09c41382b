"""Catch `NonRetriableError` and `RetryAfterError` inside a step, not around it.

In Python these errors leave the step without being saved, on the last attempt too: the step runs
again on each replay, and what a `RetryAfterError` asks for never happens. Seen twice in a row on
the Python SDK. The TypeScript SDKs save them as a `StepError`.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._python_steps import catches_around, caught_names, spelled
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
_UNSAVED = ("NonRetriableError", "RetryAfterError")
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
            except inngest.RetryAfterError:  # error
                return "busy"
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
        if clause.throws:
            continue
        for name in _UNSAVED:
            if name in names:
                yield report(
                    (outline, clause),
                    f"the step `{step.id_text}` runs again on each replay when this catches its "
                    f"`{name}`, which is saved on no attempt",
                    "catch the cause inside the step and return a value, or let the run fail",
                )
                break
