"""Give every wait for an event an `if` or `match` that ties it to this run.

Without one, any event of that name ends the wait: the approval of one invoice approves another.
Seen on SDK v3, SDK v4 and Python (`if_exp`).
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            const ok = await step.waitForEvent("wait", { // error
              event: "invoice/approved",
              timeout: "7d",
            });
            return ok !== null;
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            const ok = await step.waitForEvent("wait", {
              event: "invoice/approved",
              timeout: "7d",
              if: "async.data.invoiceId == event.data.invoiceId",
            });
            return ok !== null;
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
            await ctx.step.wait_for_event("wait", event="invoice/approved", timeout=week)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event(
                "wait",
                event="invoice/approved",
                timeout=week,
                if_exp="async.data.id == event.data.id",
            )
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        const options = { event: "x/z", timeout: "1d" };
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.waitForEvent("w", options); // error
        });
        """,
        valid="""
        import { inngest } from "./client";
        import { defaults } from "./defaults";
        const options = { event: "x/z", timeout: "1d", match: "data.id" };
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.waitForEvent("w", options);
          await step.waitForEvent("v", { ...defaults, event: "x/z" });
          await step.waitForEvent("u", makeOptions());
        });
        export const b = inngest.createFunction({ id: "b" }, { cron: "0 9 * * *" }, async (ctx) => {
          await ctx.step.waitForEvent("any", { event: "day/closed", timeout: "1d" });
        });
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each wait that any event of its name ends."""
    kinds = {trigger.kind for trigger in function.triggers}
    if kinds == {"cron"}:
        return  # no event to compare with
    for step in function.waits:
        if step.kind != "waitForEvent":
            continue
        if step.site.keywords:
            bound = {"if_exp", "match"} & step.site.keywords.keys()
        else:
            options = step.call.argument(1)
            if options is None or not options.is_object or options.has_unknown_entries:
                continue
            bound = {"if", "match", "if_exp"} & options.entries.keys()
        if not bound:
            python = function.language == "python"
            yield report(
                step,
                f"any event of this name ends the wait `{step.id_text}`, whomever it is about",
                'add `if_exp="async.data.id == event.data.id"` with the field that both share'
                if python
                else 'add `if: "async.data.id == event.data.id"` with the field that both share',
            )
