"""Give an event its dedupe key as `id`; a field of another name does nothing.

The server reads `name`, `data`, `id`, `ts`, `user` and `v` of an event and drops the rest without
a word, so the event is not deduplicated and its functions run twice. Those of an event with a
`delay` start at once: `ts` says when they are due.
SDK v3 compiles the field; v4 compiles it when the event is in a variable; Python's `Event` drops
it. Options of other libraries, such as Stripe's `idempotencyKey`, are right where they are.
"""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.values import Value
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._payloads import events_of, key_place
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.edits import Edit
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export async function POST(request) {
          const { invoiceId } = await request.json();
          await inngest.send({
            name: "invoice/paid",
            data: { invoiceId },
            idempotencyKey: `billing-invoice-paid-${invoiceId}`, // error
          });
        }
        """,
        valid="""
        import { inngest } from "./client";
        export async function POST(request) {
          const { invoiceId } = await request.json();
          await inngest.send({
            name: "invoice/paid",
            data: { invoiceId },
            id: `billing-invoice-paid-${invoiceId}`,
          });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id},
                    idempotency_key=f"billing-invoice-paid-{invoice_id}",  # error
                )
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id},
                    id=f"billing-invoice-paid-{invoice_id}",
                )
            )
        """,
    ),
]
_NAMES = frozenset(
    {
        "idempotencykey", "idempotencyid", "dedupekey", "dedupeid", "dedupid", "dedupkey",
        "deduplicationid", "deduplicationkey", "messagededuplicationid",
    }
)  # fmt: skip
_DUE = frozenset(
    {
        "delay", "delayms", "delayseconds", "delayuntil", "deliverat", "executeat", "notbefore",
        "runat", "runafter", "scheduleat", "scheduledat", "schedulefor", "scheduledfor", "sendat",
        "startafter", "startat",
    }
)  # fmt: skip
_TIMES = frozenset({"now", "time", "getTime", "valueOf", "timestamp"})
_TO_COME = regex(r"(?i)sched|next|tomorrow|later|due|resum|remind|retry")


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each dedupe key or delay of an event that nothing reads."""
    for sent, event in events_of(file):
        for name, value in event.fields.items():
            if is_dedupe_key(name):
                yield report(
                    key_place(value),
                    f"an event has no `{name}`: the server drops it, and nothing is deduplicated",
                    "name it `id`, unique to this one event: `<source>-<event>-<stable id>`",
                    function=sent.function.label if sent.function is not None else "",
                    edits=() if "id" in event.fields else _renamed(value),
                )
            elif _is_due(name, value) and "ts" not in event.fields:
                yield report(
                    key_place(value),
                    f"an event has no `{name}`: the server drops it, and its functions start at "
                    "once",
                    "give it `ts`, the time when they are due in milliseconds, or let the function "
                    "sleep",
                    function=sent.function.label if sent.function is not None else "",
                )


def _is_due(name: str, value: Value) -> bool:
    """Whether a field says when functions are to start: `timestamp` where that is yet to come."""
    if _plain(name) != "timestamp":
        return _plain(name) in _DUE
    given = value.resolved.expr
    if any(each.operator == "+" and any(_times(each)) for each in given.inside()):
        return True
    return any(_TO_COME.match(each.dotted) for each in _times(given))


def _times(given: Expr) -> Iterator[Expr]:
    """Yield what is called there for a time: `Date.now`, `dueAt.getTime`."""
    called = (each.callee for each in given.inside())
    yield from (each for each in called if each is not None and each.name in _TIMES)


def is_dedupe_key(name: str) -> bool:
    """Whether a field's name says that it is to dedupe by."""
    return _plain(name) in _NAMES


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _renamed(value: Value) -> list[tuple[str, Edit]]:
    path, entry = value.outline.path, value.expr.entry_around
    if entry is not None and entry.kind == "pair":
        return [(path, Edit(*entry.key_span, b"id"))]
    if entry is not None and entry.kind == "shorthand":
        return [(path, Edit(entry.start, entry.start, b"id: "))]
    return []
