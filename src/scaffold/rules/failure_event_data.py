"""In a failure handler, read the event of the run that failed: `event.data.event`.

A failure handler runs with the event `inngest/function.failed`, on SDK v3, v4 and Python. Its data
holds `function_id`, `run_id`, `error` and `event`, which started the run that failed. Any other
field is `undefined`, `None` or a `KeyError`. So it is in a function with this event as its trigger.
"""

from collections.abc import Iterable, Iterator

from scaffold.code.links import Links
from scaffold.code.outline import Binding, Body, CallSite, Reference
from scaffold.code.values import Value
from scaffold.inngest.facts import Function
from scaffold.rules._event_reads import event_reads, member_of, subscript
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          {
            id: "charge",
            triggers: [{ event: "order/placed" }],
            onFailure: async ({ event, step }) => {
              await step.run("mark", () => markFailed(event.data.orderId)); // error
            },
          },
          async ({ event, step }) => {
            await step.run("charge", () => charge(event.data.orderId));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          {
            id: "charge",
            triggers: [{ event: "order/placed" }],
            onFailure: async ({ event, error, step }) => {
              const { orderId } = event.data.event.data;
              await step.run("mark", () => markFailed(orderId, error.message));
            },
          },
          async ({ event, step }) => {
            await step.run("charge", () => charge(event.data.orderId));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def mark_failed(ctx: inngest.Context) -> None:
            order_id = ctx.event.data["order_id"]  # error
            await ctx.step.run("mark", mark, order_id)

        @inngest_client.create_function(
            fn_id="charge",
            trigger=inngest.TriggerEvent(event="order/placed"),
            on_failure=mark_failed,
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card, ctx.event.data["order_id"])
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def mark_failed(ctx: inngest.Context) -> None:
            order_id = ctx.event.data["event"]["data"]["order_id"]
            await ctx.step.run("mark", mark, order_id, ctx.event.data["error"])

        @inngest_client.create_function(
            fn_id="charge",
            trigger=inngest.TriggerEvent(event="order/placed"),
            on_failure=mark_failed,
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card, ctx.event.data["order_id"])
        """,
    ),
]
_FAILED = "inngest/function.failed"
_CARRIED = frozenset({"function_id", "run_id", "error", "event", "events"})
_PARSES = frozenset({"parse", "parseAsync", "safeParse", "safeParseAsync"})
_SHOWN = 4  # of the fields that a schema asks for
_OF_DICT = frozenset({"get", "items", "keys", "values", "pop", "copy"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each field that a failure handler reads and its event does not have.

    One that knows where the event is, may look in both places.
    """
    for handler in _failure_handlers(function):
        found = event_reads(handler, function.links, with_defaults=True)
        read = [(at, key) for at, path in found for key in _keys(at, path, function.links)]
        if any(key == "event" for _, key in read):
            continue
        lines: dict[int, list[tuple[Reference | Binding, str]]] = {}
        for at, key in read:
            if key is not None and key not in _CARRIED and key[0] != "_":
                lines.setdefault(at.line, []).append((at, key))
        for on_line in lines.values():
            keys = list(dict.fromkeys(key for _, key in on_line))[:_SHOWN]
            yield report(
                on_line[0][0],
                f"the event of a failure has no {_listed(f'event.data.{key}' for key in keys)}: it "
                "carries the error, and the event of the run that failed",
                f"read it from that: {_listed(_hint(function, key) for key in keys)}",
            )


def _failure_handlers(function: Function) -> Iterator[Body]:
    """The handlers that nothing but a failure starts."""
    handler, failure = function.handler, function.failure_handler
    if failure is not None and failure is not handler:
        yield failure
    triggers = function.triggers
    if handler is not None and triggers and all(each.event == _FAILED for each in triggers):
        yield handler


def _keys(at: Reference | Binding, path: tuple[str, ...], links: Links) -> Iterable[str | None]:
    """The fields that are read: of `Order.parse(event.data)` all that the schema asks for."""
    site = at.owner if isinstance(at, Reference) and path == ("data",) else None
    if isinstance(at, Reference) and site is not None and site.args[:1] == (at.whole,):
        return _asked_for(site, links)
    return (_key(at, path),)


def _asked_for(site: CallSite, links: Links) -> Iterable[str]:
    """The fields that a schema of zod is to find in what it is given."""
    receiver = site.called.inner if site.called is not None and site.method in _PARSES else None
    schema = Value(receiver, site.body, links).site if receiver is not None else None
    if schema is None or schema.method != "object" or not schema.args:
        return ()
    fields = Value(schema.args[0], schema.body, links)
    return () if fields.has_unknown_entries else fields.entries


def _key(at: Reference | Binding, path: tuple[str, ...]) -> str | None:
    """The field of the data that is read: `event.data.a`, `data["a"]`, `data.get("a")`."""
    if path[:1] != ("data",):
        return None
    if len(path) == 1:
        return subscript(at)
    if path[1] not in _OF_DICT:
        return None if path[1][0] == "[" else path[1]
    if path[1] != "get" or not isinstance(at, Reference):
        return None
    named = member_of(at)
    if named is not None:
        called = named.around
        given = called.arguments if called is not None and called.callee is named else ()
    else:
        given = at.owner.args if at.owner is not None and at.use == "receiver" else ()
    return given[0].string if given else None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _hint(function: Function, key: str) -> str:
    if function.language == "typescript":
        return f"event.data.event.data.{key}"
    return f'ctx.event.data["event"]["data"]["{key}"]'
