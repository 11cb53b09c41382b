"""Expect only the schedule in a cron's event; load what you need in a step.

A cron run has the event `inngest/scheduled.timer` with `cron`, `fireAt` and `scheduledAt`, and no
data of yours, on SDK v3, v4 and Python: any other field is `undefined` or raises a `KeyError`.
"""

from collections.abc import Iterator

from scaffold.code.outline import Binding, Body, Reference
from scaffold.inngest.facts import Function
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
_DEPTH = 3
_EVENT = ((), ("event",), ("event", "data"))
_CARRIED = frozenset({"cron", "fireAt", "scheduledAt"})
_OWN = frozenset({"id", "name", "ts", "data", "v"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each field read from a cron's event that it does not have."""
    if not function.triggers or any(one.kind != "cron" for one in function.triggers):
        return
    if function.handler is None:
        return
    for at, path in _reads(function.handler):
        name = _missing(at, path)
        if name is not None:
            yield report(
                at if isinstance(at, Reference) else (at.body.outline, at.node),
                f"a cron's event has no `{name}`: it carries the schedule only",
                "load it in a step",
            )


def _reads(handler: Body) -> Iterator[tuple[Reference | Binding, tuple[str, ...]]]:
    """Yield each place that reads from the event, and the attributes it reads."""
    todo = [(each, each.path, 0) for each in handler.declared() if each.kind == "param"]
    while todo:
        binding, way, depth = todo.pop(0)
        for reference in handler.outline.references_to(binding):
            path = (*way, *reference.path)
            if path[:1] == ("event",) and len(path) > 1:
                yield reference, path[1:]
            if depth > _DEPTH or path not in _EVENT:
                continue
            for held in _held(reference):
                full = (*path, *held.path)
                if held.path and full[:1] == ("event",) and len(full) > 1:
                    yield held, full[1:]
                if full in _EVENT:
                    todo.append((held, full, depth + 1))


def _held(reference: Reference) -> Iterator[Binding]:
    """The names that get what is read: `const data = event.data`, `const { id } = event.data`."""
    target, body = reference.target, reference.body
    if target is None or target.type not in ("identifier", "object_pattern"):
        return
    whole = reference.whole
    for binding in body.declared():
        around = binding.node.parent
        if binding.kind != "value" or binding.initial is not whole:
            continue
        if around is None or around.type in ("rest_pattern", "object_assignment_pattern"):
            continue
        if not any(not each.attrs for each in body.outline.mutations_of(binding)):
            yield binding


def _missing(at: Reference | Binding, path: tuple[str, ...]) -> str | None:
    if path[0] not in _OWN:
        return None if path[0].startswith("[") else f"event.{path[0]}"
    if path[0] != "data":
        return None
    key = path[1] if len(path) > 1 else _subscript(at)
    if key is None or key in _CARRIED or key in ("get", "items", "keys", "values"):
        return None
    return f"event.data.{key}"


def _subscript(at: Reference | Binding) -> str | None:
    """The literal key of `event.data["key"]`, when that is what is read."""
    if not isinstance(at, Reference):
        return None
    around = at.whole.around
    index = around.index if around is not None and around.inner is at.whole else None
    return index.string if index is not None else None
