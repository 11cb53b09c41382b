"""Set `retries` on every function.

Without it each step has four retries, five attempts in all, on SDK v3, v4 and Python: about four
and a half minutes, too short for a payment provider's bad hour and too much for work that must not
be repeated. The number is a decision; write it down.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
STYLE = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          { id: "charge-card", triggers: [{ event: "order/placed" }] }, // error
          async ({ step }) => step.run("charge", () => charge()),
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          { id: "charge-card", retries: 10, triggers: [{ event: "order/placed" }] },
          async ({ step }) => step.run("charge", () => charge()),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="charge-card",  # error
            trigger=inngest.TriggerEvent(event="order/placed"),
        )
        async def charge_card(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="charge-card",
            trigger=inngest.TriggerEvent(event="order/placed"),
            retries=10,
        )
        async def charge_card(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a function that leaves its retries to the default."""
    if function.shape == "v0" or function.option("retries") is not None:
        return
    if function.shape == "python":
        unknown = any(node.type == "dictionary_splat" for node in function.site.arguments)
    else:
        unknown = function.config is None or function.config.has_unknown_entries
    if not unknown:
        from scaffold.kinds import advice  # what an editor's hook need not wait for

        yield report(
            function,
            f"`{function.label}` leaves its retries to the default of 4",
            f"set `retries`: {advice()}",
        )
