"""Wait with the step's `sleep`, never with a timer, in a handler.

A timer lives in one request. The request ends at the next step, and the handler starts again from
the top, so a callback fires after the run is over, and an awaited pause is paid for again.
SDK v3: a timer fired three times, and a pause of 1.5 s became two. SDK v4 repeats it per resume.
Python: `time.sleep` also blocks every other request of the process.
Timers inside a step's callback are fine.
"""

from collections.abc import Iterator

from scaffold.code.spans import Spanned, holds
from scaffold.inngest.effects.outside_steps import Effect, effects, is_told_with_helper
from scaffold.inngest.effects.timers import timer
from scaffold.inngest.facts import Call, Function
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const drip = inngest.createFunction(
          { id: "drip", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await new Promise((resolve) => setTimeout(resolve, 5000)); // error
            await step.run("mail", () => mail.send(event.data.email));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const drip = inngest.createFunction(
          { id: "drip", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await step.sleep("pause", "5s");
            await step.run("mail", async () => {
              await mail.send(event.data.email);
              await new Promise((resolve) => setTimeout(resolve, 100));
            });
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import asyncio
        from time import sleep
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="drip", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def drip(ctx: inngest.Context) -> None:
            await asyncio.sleep(5)  # error
            sleep(1)  # error
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="drip", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def drip(ctx: inngest.Context) -> None:
            await ctx.step.sleep("pause", datetime.timedelta(seconds=5))
        """,
    ),
]
_RACE = regex(rb"\b(?:race|any)\b")


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each timer that the handler sets outside of steps."""
    how = "ctx.step.sleep" if function.language == "python" else "step.sleep"
    found: list[Effect] | None = None
    for call in function.calls:
        if call.step is None and timer(call) and not (_aborts(call) or _limits(call)):
            if call.chain and found is None:
                found = list(effects(function, function.calls))
            if is_told_with_helper(call, found or ()):
                continue  # side-effect-outside-step tells to wrap the helper
            yield report(
                call,
                f"`{call.spelled}` waits inside one request and starts over on every replay",
                f'use `await {how}("name", …)`',
            )


def _aborts(call: Call) -> bool:
    """`setTimeout(() => controller.abort(), …)` limits a request; it delays nothing."""
    given = call.argument(0)
    if given is None:
        return False
    if "abort" in given.text.lower():
        return True
    return given.function is not None and any(
        site.attrs[-1:] == ("abort",) for site in given.function.calls
    )


def _limits(call: Call) -> bool:
    """Whether it limits work of this request: `Promise.race([load(), late])`.

    Beside a step it does not: the step runs in a request of its own.
    """
    at = (*call.chain, call.site)[0]
    outline = at.outline
    steps = [each.site for each in call.function.calls if each.is_step]
    for race in outline.sites_at(_RACE):
        if race.root != "Promise" or race.attrs not in (("race",), ("any",)):
            continue
        bindings = (each.binding for each in outline.references_in(race))
        initials = (each.initial for each in bindings if each is not None)
        raced: list[Spanned] = [race, *(each for each in initials if each is not None)]
        if any(holds(each, at) for each in raced):
            return not any(
                step.outline is outline and any(holds(each, step) for each in raced)
                for step in steps
            )
    return False
