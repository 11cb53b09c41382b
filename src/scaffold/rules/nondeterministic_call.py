"""Read the clock, random numbers and new ids only inside a step.

The handler runs again from the top after every step, and a finished step gives back its saved
result. A value made outside a step is made anew on each of those runs, so it differs: an id is
stored under one value and looked up under another, and a branch on it runs another step without
any error.
Seen on SDK v3, SDK v4 and Python.
"""

from collections.abc import Iterator

from scaffold.code.spans import holds
from scaffold.inngest.effects.fresh import fresh_calls
from scaffold.inngest.effects.harmless import is_harmless
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.outside_steps import Effect, effects, is_told_with_helper
from scaffold.inngest.effects.timers import timer
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example
from scaffold.rules._saved_rows import is_saved_by
from scaffold.rules._step_makers import report_inside

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const order = inngest.createFunction(
          { id: "order", triggers: [{ event: "cart/paid" }] },
          async ({ event, step }) => {
            const orderId = crypto.randomUUID(); // error
            await step.run("save", () => db.orders.create(orderId));
            if (Date.now() > event.data.deadline) { // error
              await step.run("late", () => db.orders.markLate(orderId));
            }
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const order = inngest.createFunction(
          { id: "order", triggers: [{ event: "cart/paid" }] },
          async ({ event, step }) => {
            const orderId = await step.run("new-id", () => crypto.randomUUID());
            await step.run("save", () => db.orders.create(orderId));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import uuid
        from datetime import datetime as dt
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="order", trigger=inngest.TriggerEvent(event="cart/paid")
        )
        async def order(ctx: inngest.Context) -> None:
            order_id = str(uuid.uuid4())  # error
            at = dt.now()  # error
            await ctx.step.run("save", save, order_id, at)
        """,
        valid="""
        import uuid
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="order", trigger=inngest.TriggerEvent(event="cart/paid")
        )
        async def order(ctx: inngest.Context) -> None:
            order_id = await ctx.step.run("new-id", lambda: str(uuid.uuid4()))
            await ctx.step.run("save", save, order_id)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each new value that is made outside of all steps."""
    if not function.steps:
        return  # no step, so no replay; a retry starts afresh
    ids = [step.id for step in function.steps if step.id is not None]
    how = "ctx.step.run" if function.language == "python" else "step.run"
    found: list[Effect] | None = None
    for call in fresh_calls(function):
        at = (*call.chain, call.site)[0]
        if any(each.outline is at.outline and holds(each, at) for each in ids):
            continue  # nondeterministic-step-id says it better
        if any(map(is_logging, call.chain)) or is_harmless(call, function):
            continue
        if found is None:
            found = list(effects(function, function.calls))
        reported = [
            each.call for each in found
            if each.at is each.call or each.by is not None or each.call.site.awaited_at is not None
        ]  # fmt: skip
        reported += [each for each in function.calls if each.step is None and timer(each)]
        if is_harmless(call, function, reported) or is_saved_by(call.site, reported):
            continue
        if is_told_with_helper(call, found):
            continue  # side-effect-outside-step tells to wrap what it is given to
        spelled = f"new {call.spelled}" if call.site.is_new else call.spelled
        yield report_inside(
            call,
            f"`{spelled}()` gives a new value on every replay",
            f"make it inside a step: `await {how}(…)` keeps the first value",
        )
