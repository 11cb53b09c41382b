"""Name a cron function by what it does, not by when it runs.

The schedule changes, the ID must not: a function called `monday-9am` that runs on Tuesdays
misleads, and renaming it orphans its history and the runs in flight, on SDK v3, v4 and Python.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.names import says_only_when
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
STYLE = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const monday = inngest.createFunction(
          { id: "monday-9am", triggers: [{ cron: "0 9 * * 1" }] }, // error
          async ({ step }) => step.run("send", () => send()),
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const sendWeeklyDigest = inngest.createFunction(
          { id: "send-weekly-digest", triggers: [{ cron: "0 9 * * 1" }] },
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
            fn_id="hourly-cron", trigger=inngest.TriggerCron(cron="0 * * * *")  # error
        )
        async def hourly(ctx: inngest.Context) -> None:
            await ctx.step.run("sync", sync)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="sync-stock", trigger=inngest.TriggerCron(cron="0 * * * *")
        )
        async def sync_stock(ctx: inngest.Context) -> None:
            await ctx.step.run("sync", sync)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a cron function whose ID says only when it runs."""
    if not function.id or not any(trigger.kind == "cron" for trigger in function.triggers):
        return
    if says_only_when(function.id):
        yield report(
            function,
            f"the ID `{function.id}` says when it runs, not what it does",
            "name it by purpose, for example `send-weekly-digest`",
        )
