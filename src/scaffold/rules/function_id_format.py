"""Name a function ID in kebab-case, by verb and noun: `send-receipt`.

The ID stands in URLs, metrics and logs, and must never change after a deploy, because runs in
flight find their code by it; so it is worth a form that all share. Inngest takes any text, on
SDK v3, v4 and Python.
"""

from collections.abc import Iterator, Sequence

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
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
        export const sendReceipt = inngest.createFunction(
          { id: "sendReceipt", triggers: [{ event: "order/paid" }] }, // error
          async ({ step }) => step.run("send", () => send()),
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send_receipt",  # error
            trigger=inngest.TriggerEvent(event="order/paid"),
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-receipt",
            trigger=inngest.TriggerEvent(event="order/paid"),
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
    ),
]
_KEBAB = regex(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for an ID that is not in kebab-case."""
    if function.id and function.shape != "v0" and not _KEBAB.fullmatch(function.id):
        yield report(
            function,
            f"the function ID `{function.id}` is not in kebab-case",
            f"before the first deploy: `{'-'.join(words(function.id))}`; after it, keep the ID",
        )


def elsewhere(project: Codebase, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the reports on IDs that are in no form of the repository's own."""
    ids = (function.id for function in project.functions if function.id)
    yield from by_own_convention(found, ids, "name new functions so; an ID that was deployed stays")
