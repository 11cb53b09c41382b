"""Write a cron as five fields, Sunday as 0, with `TZ=Area/City` before them.

One function whose cron the server does not take keeps the whole app from syncing: none of its
functions is updated, and the reason stands only in the server's log.
Rejected: `@daily`, `@every 10s`, four or six fields, `7` for Sunday, `L`, unknown time zones.
Seen with SDK v3, SDK v4 and Python on the Dev Server.
"""

from collections.abc import Iterator

from scaffold.errors import ScaffoldError
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { cron } from "inngest";
        import { inngest } from "./client";
        export const sendDigest = inngest.createFunction(
          { id: "send-digest", triggers: [cron("@daily")] }, // error
          async ({ step }) => step.run("send", () => send()),
        );
        """,
        valid="""
        import { cron } from "inngest";
        import { inngest } from "./client";
        export const sendDigest = inngest.createFunction(
          { id: "send-digest", triggers: [cron("TZ=Europe/Paris 0 9 * * 1")] },
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
            fn_id="send-digest", trigger=inngest.TriggerCron(cron="0 0 9 * * 1")  # error
        )
        async def send_digest(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-digest", trigger=inngest.TriggerCron(cron="0 9 * * 1")
        )
        async def send_digest(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each literal cron that the server rejects."""
    for trigger in function.triggers:
        if trigger.cron is None:
            continue
        # Time zones are slow to load, and few functions have a cron.
        from scaffold.inngest.cron import validate_cron

        try:
            validate_cron(trigger.cron)
        except ScaffoldError as error:
            yield report(trigger, f"the whole app fails to sync: {error.message}", error.hint)
