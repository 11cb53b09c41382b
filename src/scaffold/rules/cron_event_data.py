"""Expect only the schedule in a cron's event; load what you need in a step.

A cron run has the event `inngest/scheduled.timer` with `cron`, `fireAt` and `scheduledAt`, and no
data of yours, on SDK v3, v4 and Python: any other field is `undefined` or raises a `KeyError`.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.inngest.outline import Body, Reference
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
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { cron: "0 9 * * *" }, async (ctx) => {
          await ctx.step.run("a", () => work(ctx.event.data.userId)); // error
          await ctx.step.run("b", () => work(ctx.event.user)); // error
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction(
          { id: "a", triggers: [{ cron: "0 9 * * *" }, { event: "stock/changed" }] },
          async ({ event, step }) => {
            await step.run("a", () => work(event.data.warehouseId));
          },
        );
        export const b = inngest.createFunction({ id: "b" }, { cron: "0 9 * * *" }, async (ctx) => {
          await ctx.step.run("log", () => log(ctx.event.id, ctx.event.ts, ctx.event.data));
        });
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
    for reference, path in _reads(function.handler):
        name = _missing(reference, path)
        if name is not None:
            yield report(
                reference,
                f"a cron's event has no `{name}`: it carries the schedule only",
                "load it in a step",
            )


def _reads(handler: Body) -> Iterator[tuple[Reference, tuple[str, ...]]]:
    """Yield each place that reads from the event, and the attributes it reads."""
    for binding in handler.bindings.values():
        if binding.kind != "param":
            continue
        for reference in handler.outline.references_to(binding):
            path = (*binding.path, *reference.path)
            if path[:1] == ("event",) and len(path) > 1:
                yield reference, path[1:]


def _missing(reference: Reference, path: tuple[str, ...]) -> str | None:
    if path[0] not in _OWN:
        return None if path[0].startswith("[") else f"event.{path[0]}"
    if path[0] != "data":
        return None
    key = path[1] if len(path) > 1 else _subscript(reference)
    if key is None or key in _CARRIED or key in ("get", "items", "keys", "values"):
        return None
    return f"event.data.{key}"


def _subscript(reference: Reference) -> str | None:
    """The literal key of `event.data["key"]`, when that is what is read."""
    node = reference.node.parent
    while node is not None and node.type in ("attribute", "member_expression"):
        node = node.parent
    if node is None or node.type not in ("subscript", "subscript_expression"):
        return None
    text = (node.named_children[-1].text or b"").decode()
    return text.strip("\"'") if text[:1] in "\"'" else None
