"""Wrap what a failure handler does in steps as well.

`onFailure` is a function of its own, with its own `step` and one retry, on SDK v3, v4 and Python.
Plain awaited work runs to its end there, but a retry runs all of it again.
"""

from collections.abc import Iterator

from scaffold.inngest.effects.outside_steps import effects
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example
from scaffold.rules._step_makers import report_effect, told

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { mail } from "./mail";
        export const charge = inngest.createFunction(
          {
            id: "charge",
            triggers: [{ event: "order/placed" }],
            onFailure: async ({ error }) => {
              await mail.send("ops@example.com", error.message); // error
            },
          },
          async ({ step }) => step.run("charge", () => charge()),
        );
        """,
        valid="""
        import { inngest } from "./client";
        import { mail } from "./mail";
        export const charge = inngest.createFunction(
          {
            id: "charge",
            triggers: [{ event: "order/placed" }],
            onFailure: async ({ error, step }) => {
              await step.run("tell-ops", () => mail.send("ops@example.com", error.message));
            },
          },
          async ({ step }) => step.run("charge", () => charge()),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client
        from app.mail import mail

        async def tell_ops(ctx: inngest.Context) -> None:
            await mail.send("ops@example.com")  # error

        @inngest_client.create_function(
            fn_id="charge",
            trigger=inngest.TriggerEvent(event="order/placed"),
            on_failure=tell_ops,
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card)
        """,
        valid="""
        import inngest
        from app.client import inngest_client
        from app.mail import mail

        async def tell_ops(ctx: inngest.Context) -> None:
            await ctx.step.run("tell-ops", mail.send, "ops@example.com")

        @inngest_client.create_function(
            fn_id="charge",
            trigger=inngest.TriggerEvent(event="order/placed"),
            on_failure=tell_ops,
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call of a failure handler that does I/O outside of steps."""
    has_steps = any(call.is_step for call in function.failure_calls)
    for effect in effects(function, function.failure_calls):
        said = f"{told(effect)} outside a step: a retry of the failure handler runs it again"
        how = "wrap it in a step; the failure handler has its own"
        cause = "" if has_steps else "no step in the failure handler"
        yield report_effect(effect, said, how, cause)
