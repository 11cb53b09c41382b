"""Expect only the schedule in a cron's event; load what you need in a step.

A cron run has the event `inngest/scheduled.timer` with `cron`, `fireAt` and `scheduledAt`, and no
data of yours, on SDK v3, v4 and Python: any other field is `undefined` or raises a `KeyError`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee
from scaffold.code.outline import Binding, Body, CallSite, Reference
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
    for at, path in _reads(function.handler, function.links):
        name = _missing(at, path)
        if name is not None:
            yield report(
                at,
                f"a cron's event has no `{name}`: it carries the schedule only",
                "load it in a step",
            )


class _Read(NamedTuple):
    """A name for a part of the context, and the call that gave it to a helper's parameter."""

    binding: Binding
    way: tuple[str, ...]
    depth: int = 0
    caller: CallSite | None = None


def _reads(handler: Body, links: Links) -> Iterator[tuple[Reference | Binding, tuple[str, ...]]]:
    """Yield each place that reads from the event, and the attributes it reads.

    Helpers of the same file that get the event are read, and what they give back of it.
    """
    todo = [_Read(each, each.path) for each in handler.declared() if each.kind == "param"]
    while todo:
        name, way, depth, caller = todo.pop(0)
        for reference in handler.outline.references_to(name):
            path = (*way, *reference.path)
            if path[:1] == ("event",) and len(path) > 1:
                yield reference, path[1:]
            if depth > _DEPTH or path not in _EVENT:
                continue
            todo += _given_on(reference, path, depth + 1, links)
            holders = [(reference.body, reference.whole)]
            if caller is not None and reference.whole in reference.body.returned:
                holders = [(caller.body, caller.expr)]
            for held in (each for body, whole in holders for each in _held(body, whole)):
                full = (*path, *held.path)
                if held.path and full[:1] == ("event",) and len(full) > 1:
                    yield held, full[1:]
                if full in _EVENT:
                    todo.append(_Read(held, full, depth + 1))


def _given_on(
    reference: Reference, path: tuple[str, ...], depth: int, links: Links
) -> Iterator[_Read]:
    """The parameter of a helper in the same file that gets the event, or a part of it."""
    site = reference.owner
    if site is None or reference.use != "argument" or reference.whole not in site.args:
        return
    helper = callee(site, links)
    if helper.kind != "function" or helper.target is None or helper.attrs:
        return
    index = site.args.index(reference.whole)
    for each in helper.target.declared() if helper.target.outline is site.outline else ():
        if each.kind == "param" and each.index == index:
            yield _Read(each, (*path, *each.path), depth, site)


def _held(body: Body, whole: Expr) -> Iterator[Binding]:
    """The names that get what is read: `const data = event.data`, `const { id } = event.data`."""
    for binding in body.declared():
        if binding.kind != "value" or binding.initial is not whole:
            continue
        if binding.is_rest or binding.has_default:
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
