"""Do I/O only inside a step: databases, requests, mail, files.

The handler runs again from the top after every step and every retry; only a step's result is
saved. I/O outside a step is done again each time: a mail goes out twice, a card is charged twice,
a read returns something else than before.
Seen on SDK v3 (once per step), SDK v4 (once per resume) and Python (once per step).
A handler without any step repeats everything on each retry.
Work done through a helper counts: the message shows the way to the call.
"""

from collections.abc import Iterator

from scaffold.code.outline import Reference
from scaffold.inngest.effects.callers import is_made_of_context
from scaffold.inngest.effects.names import coroutine
from scaffold.inngest.effects.outside_steps import effects
from scaffold.inngest.effects.services import kept_by_handler
from scaffold.inngest.effects.state import State
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._step_makers import report_effect, told

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { db } from "./db";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "invoice/due" }] },
          async ({ event, step }) => {
            const user = await db.users.find(event.data.userId); // error
            await step.run("send-mail", () => mail.send(user.email));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        import { db } from "./db";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "invoice/due" }] },
          async ({ event, step }) => {
            const user = await step.run("find-user", () => db.users.find(event.data.userId));
            await step.run("send-mail", () => mail.send(user.email));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import httpx
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="invoice/due")
        )
        async def remind(ctx: inngest.Context) -> None:
            user = await load_user(ctx.event.data["user_id"])  # error
            httpx.post("https://example.com/mail", json=user)  # error
        """,
        valid="""
        import httpx
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="invoice/due")
        )
        async def remind(ctx: inngest.Context) -> None:
            user = await ctx.step.run("load-user", load_user, ctx.event.data["user_id"])
            await ctx.step.run("mail", lambda: httpx.post("https://example.com", json=user))
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call that does I/O outside of all steps."""
    has_steps = _has_steps(function)
    again = "replay" if has_steps else "retry: the handler has no step"
    cause = "" if has_steps else _cause(function)
    how = (
        'wrap it: `await ctx.step.run("name", …)`'
        if function.language == "python"
        else 'wrap it: `await step.run("name", () => …)`'
    )
    reported: set[tuple[str, int]] = set()
    for effect in effects(function, function.calls):
        why = f"it runs again on every {again}"
        if effect.call.fate == "dropped" and coroutine(effect.call) is not None:
            why = "and nobody awaits it, so that it never runs"
        found = report_effect(effect, f"{told(effect)} outside a step: {why}", how, cause)
        reported.add((found.path, found.line))
        yield found
    for kept in kept_by_handler(function, State(function.links)):
        if kept.does == "reads" and not has_steps:
            continue  # there is no replay that could read something else
        found = report(
            kept.at,
            f"this {kept.does} `{kept.name}` outside a step, again on every {again}",
            how,
            cause=cause,
            about=f"`{kept.name}`",
        )
        if (found.path, found.line) not in reported:
            yield found


def _cause(function: Function) -> str:
    """The one cause of all that a handler without any step does: which handler it is."""
    return f"no step in the handler at {function.handler.start}" if function.handler else ""


def _has_steps(function: Function) -> bool:
    """Whether the handler mentions `step`, also where no call is seen that leads there.

    An object that is made of the context may make steps: `tasks = Tasks(ctx)`.
    """
    handler = function.handler
    if function.steps or handler is None:
        return bool(function.steps)
    if any(map(is_made_of_context, function.calls)):
        return True
    return any(
        _is_step(used) for body in handler.outline.inside(handler) for used in body.references
    )


def _is_step(used: Reference) -> bool:
    """`step`, `ctx.step`: of the context, not `for (const step of workflow.steps)`."""
    binding = used.binding
    if binding is None:
        return False
    return "step" in binding.path or (
        binding.kind == "param" and "step" in (used.name, *used.path)
    )  # fmt: skip
