"""Send events with the step's `sendEvent`, not with the client, in a handler.

The handler runs again from the top after every step, and each run sends the events again.
SDK v3: 4 sends in a function with two steps and a sleep; v4: 2; Python: one per step.
A failure handler has one retry, which sends again as well: that is a warning.
Sending with the client is right inside a step's callback, in a route and in a script.
"""

from collections.abc import Iterator

from scaffold.inngest.effects.outside_steps import Effect, effects, is_told_with_helper
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._step_makers import report_inside

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            await inngest.send({ name: "invoice/approved", data: event.data }); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            await step.sendEvent("announce", { name: "invoice/approved", data: event.data });
            await step.run("notify", () => inngest.send({ name: "invoice/seen" }));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> None:
            await inngest_client.send(inngest.Event(name="invoice/approved"))  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> None:
            await ctx.step.send_event("announce", inngest.Event(name="invoice/approved"))
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event that the handler sends through a client."""
    python = function.language == "python"
    found: list[Effect] | None = None
    for call in function.sends:
        if call.step is not None or not call.certain:
            continue
        if call.chain and found is None:
            found = list(effects(function, function.calls))
        if is_told_with_helper(call, found or ()):
            continue  # side-effect-outside-step tells to wrap the helper
        way = f'await {"ctx.step.send_event" if python else "step.sendEvent"}("name", …)'
        if call.in_failure_handler:
            told = f"`{call.spelled}` is outside a step: a retry of the failure handler sends again"
            yield report(call, told, f"use `{way}`", severity="warning")
        else:
            told = f"`{call.spelled}` outside a step sends again on every replay"
            yield report_inside(call, told, f"use `{way}`")
