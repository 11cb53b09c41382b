"""Name a step ID in kebab-case, by what the step does: `charge-card`.

The ID is what a run remembers a step by: with another one the step runs again. One form for all
keeps it from being changed for looks. Inngest takes any text, on SDK v3, v4 and Python.
"""

from collections.abc import Iterator, Sequence

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function, Step
from scaffold.names import words
from scaffold.rules._naming import by_own_convention
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "warning"
STYLE = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          { id: "charge", triggers: [{ event: "order/placed" }] },
          async ({ step }) => {
            await step.run("chargeCard", () => chargeCard()); // error
            await step.sleep("Cool down", "1h"); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          { id: "charge", triggers: [{ event: "order/placed" }] },
          async ({ step }) => {
            await step.run("charge-card", () => chargeCard());
            await step.sleep("cool-down", "1h");
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
            fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed")
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge_card", charge_card)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed")
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge-card", charge_card)
            for number in range(3):
                await ctx.step.run(f"Page {number}", load, number)
        """,
    ),
]
# Every call that is spelled as a step: following each handler to know takes too long for this.
_TOOL = regex(rb"\bstep\s*\.\s*\w+")
_KEBAB = regex(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each literal step ID that is not in kebab-case."""
    for step in function.steps:
        text = _own_text(step)
        if text and not _KEBAB.fullmatch(text):
            yield report(
                step,
                f"the step ID `{text}` is not in kebab-case",
                f"before the first deploy: `{'-'.join(words(text))}`; after it, keep the ID",
            )


def _own_text(step: Step) -> str | None:
    """The ID, where it is written at the step itself and is nothing but text."""
    if step.id is None or not step.id.is_literal:
        return None
    text = step.id.string
    # Before v3 a wait had no ID of its own: its first argument is the event.
    return None if step.kind == "waitForEvent" and "/" in (text or "") else text


def elsewhere(project: Codebase, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the reports on IDs that are in no form of the repository's own."""
    yield from by_own_convention(
        found, _spelled(project), "name new steps so; an ID that was deployed stays"
    )


def _spelled(project: Codebase) -> Iterator[str]:
    for file in project.file_facts:
        for site in file.outline.sites_at(_TOOL):
            given = site.args[0].string if site.args else None
            if given and "step" in (site.root, *site.attrs[:-1]):
                yield given
