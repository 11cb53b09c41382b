"""Expect only the schedule in a cron's event; load what you need in a step.

A cron run has the event `inngest/scheduled.timer` with `cron`, `fireAt` and `scheduledAt`, and no
data of yours, on SDK v3, v4 and Python: any other field is `undefined` or raises a `KeyError`.
"""

from collections.abc import Iterator

from scaffold.code.outline import Binding, Reference
from scaffold.inngest.facts import Function
from scaffold.rules._event_reads import event_reads, subscript
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const sync = inngest.createFunction(
          { id: "sync-stock", triggers: [{ cron: "0 9 * * *" }] },
          async ({ event, step }) => {
            await step.run("sync", () => sync(event.data.warehouseId)); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const sync = inngest.createFunction(
          { id: "sync-stock", triggers: [{ cron: "0 9 * * *" }] },
          async ({ event, step }) => {
            const ids = await step.run("load-warehouses", () => loadWarehouses());
            await step.run("sync", () => sync(ids, event.data.fireAt));
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
            fn_id="sync-stock", trigger=inngest.TriggerCron(cron="0 9 * * *")
        )
        async def sync_stock(ctx: inngest.Context) -> None:
            await ctx.step.run("sync", sync, ctx.event.data["warehouse_id"])  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="sync-stock", trigger=inngest.TriggerCron(cron="0 9 * * *")
        )
        async def sync_stock(ctx: inngest.Context) -> None:
            await ctx.step.run("sync", sync, ctx.event.data["scheduledAt"])
        """,
    ),
]
_CARRIED = frozenset({"cron", "fireAt", "scheduledAt"})
_OWN = frozenset({"id", "name", "ts", "data", "v"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each field read from a cron's event that it does not have."""
    if not function.triggers or any(one.kind != "cron" for one in function.triggers):
        return
    if function.handler is None:
        return
    for at, path in event_reads(function.handler, function.links):
        name = _missing(at, path)
        if name is not None:
            yield report(
                at,
                f"a cron's event has no `{name}`: it carries the schedule only",
                "load it in a step",
            )


def _missing(at: Reference | Binding, path: tuple[str, ...]) -> str | None:
    if not path or path[0] not in _OWN:
        return None if not path or path[0].startswith("[") else f"event.{path[0]}"
    if path[0] != "data":
        return None
    key = path[1] if len(path) > 1 else subscript(at)
    if key is None or key in _CARRIED or key in ("get", "items", "keys", "values"):
        return None
    return f"event.data.{key}"
