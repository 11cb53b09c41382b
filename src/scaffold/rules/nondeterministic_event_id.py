"""Build an event's `id` from its data, never from the clock, random or new ids.

The server drops a second event with the same `id` for 24 hours: that is what makes sending twice
harmless. An id that is new each time, `Date.now()` or a UUID, dedupes nothing: when the sender is
called again or the step is retried, the functions run twice. Same on SDK v3, SDK v4 and Python.
So do the workers of a fan-out whose events have no `id`, for the server gives each a new one; one
made from the run is another when the run is done again, which is a warning; and one that all items
share starts one worker only. The first two are reported in projects that `new` or `adopt` made.
"""

import re
from collections.abc import Iterator, Sequence

from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import Binding, Body, CallSite, Reference
from scaffold.code.spans import holds
from scaffold.code.values import Value
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.effects.fresh import gives_new
from scaffold.inngest.effects.harmless import gives_back
from scaffold.inngest.effects.logging import is_logged
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._aside import is_aside
from scaffold.rules._fan_outs import OF_RUN, WITHOUT_ID, of_fan_out
from scaffold.rules._payloads import events_of, key_place
from scaffold.rules._rule import Diagnostic, Example, report
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
            id: `invoice-paid-${Date.now()}`, // error
          });
        }
        """,
        valid="""
        import { inngest } from "./client";
        export async function POST(request) {
          const { invoiceId } = await request.json();
          await inngest.send({
            name: "invoice/paid",
            data: { invoiceId, at: Date.now() },
            id: `billing-invoice-paid-${invoiceId}`,
          });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        import uuid
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id},
                    id=str(uuid.uuid4()),  # error
                )
            )
        """,
        valid="""
        import uuid
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id, "nonce": str(uuid.uuid4())},
                    id=f"billing-invoice-paid-{invoice_id}",
                )
            )
        """,
    ),
]
_DEPTH = 3
# What these are given is still in what they give.
_CONVERTS = (
    r"^(String|Number|BigInt|Date|Buffer|from|str|int|hex|repr|concat|join|update|append|stringify"
    r"|encode\w*|btoa|toString|b64encode|(\w*_)?(hash|digest|slug\w*|id|key)|\w*(sha\d+|md5)"
    r"|\w*(Hash|Digest|Slug|Id|Key)|(create|make|build)\w*(Id|Key))$"
)
# The time as it is written: of `now`, which is `new Date()`.
_SPELLS = frozenset(
    {"toISOString", "getTime", "valueOf", "toString", "toJSON", "isoformat", "timestamp"}
)
# The clock cut to a day or an hour is the same for all who send in it: what is called for that.
_CUTS = regex(
    r"slice|substring|substr|split|\w*toDateString\w*|\w*strftime\w*|\w*startOf\w*|format"
    r"|get(UTC)?(Date|Month|Full\w*)"
)


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event id that is made from the clock or at random."""
    seen: set[tuple[str, int]] = set()
    for sent, event in events_of(file):
        value = event.fields.get("id")
        if sent.function is None and is_aside(sent.path):
            continue  # a person runs it, and means each run to count
        if sent.function is not None and (told := of_fan_out(sent, event)) is not None:
            yield told
        found = _fresh(value) if value is not None else None
        if found is None:
            continue
        made, given = found
        here = (given.outline.path, given.start)
        if here not in seen:  # two calls of one function that makes it
            seen.add(here)
            yield report(
                key_place(given),
                f"`{made}` gives a new id each time, so the same event sent again is not dropped",
                "build it from what the event is about, such as `invoice-paid-<invoice id>`",
                function=sent.function.label if sent.function is not None else "",
            )


def elsewhere(_: Codebase, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the reports on ids that dedupe nothing: many send without, or with the run's."""
    for each in found:
        if WITHOUT_ID not in each.message and OF_RUN not in each.message:
            yield each


def _fresh(value: Value, depth: int = 0) -> tuple[str, Value] | None:
    """Return the call that makes an id new each time, and the id; None when there is none.

    Where a function makes it of what it is given, that is given back.
    """
    found = _fresh_in(value)
    if found is not None:
        return found, value
    for reference in value.references():
        binding = reference.binding
        if binding is not None and binding.kind == "param" and depth < _DEPTH:
            given = value.given.get((id(binding.body), binding.index))
            is_part = not reference.path and len(value.outline.references_to(binding)) == 1
            if given is not None and is_part and (told := _fresh(given, depth + 1)) is not None:
                return told
            continue
        if binding is None or binding.kind != "value" or binding.value is None:
            continue
        held = Value(binding.value, binding.body, value.links)
        # An id that is also stored or returned is the id of a thing, and as stable as that.
        is_shared = len(value.outline.references_to(binding)) > 1
        if binding.path or (is_shared and not _is_reading(held)):
            continue
        is_spelled = reference.path[:1] and reference.path[0] in _SPELLS and _is_reading(held)
        is_spelled = is_spelled and not _is_stored(reference, binding)
        if reference.path and not is_spelled:
            # `order.id`: of what a call gave, nothing is known.
            entry = held.entry(reference.path[0]) if held.is_object else None
            if entry is None:
                continue
            held = entry
        found = _fresh_in(held)
        if found is not None:
            return found, value
    return None


def _is_stored(reference: Reference, binding: Binding) -> bool:
    """Whether others than the call that an id is for are given that time: it is a row's."""
    around = [each.expr for each in reference.body.calls if each.expr.holds(reference)]
    sending = max(around, key=lambda each: each.end - each.start, default=None)
    others = binding.outline.references_to(binding)
    return any(
        not is_logged(each) and not (sending is not None and sending.holds(each))
        for each in others
        if each is not reference
    )


def _is_reading(held: Value) -> bool:
    """Whether a variable holds the time itself, which is the id of nothing: `Date.now()`."""
    first = held.outline.site(held.expr)
    if first is None:
        return False
    while first.receiver is not None:
        first = first.receiver
    entry = gives_new(first, callee(first, held.links).name)
    return entry is not None and entry.kind == "clock"


def _fresh_in(value: Value) -> str | None:
    for site in value.sites():
        if site.body is value.body and _gives_new(site, value) and _becomes(site, value):
            if _is_cut(value):
                return None
            new = "new " if site.is_new else ""
            return new + ".".join((site.root or "", *site.attrs)) + "()"
    return None


def _gives_new(site: CallSite, value: Value, above: tuple[Body, ...] = ()) -> bool:
    """Whether a call gives a new value each time, itself or by what the project's function does."""
    called = callee(site, value.links)
    if called.kind != "function" or called.target is None or called.attrs:
        return gives_new(site, called.name) is not None
    helper = called.target
    if helper in above or len(above) > _DEPTH:
        return False
    returned = (Value(given, helper, value.links) for given in helper.returned)
    return not any(map(_is_cut, returned)) and any(
        _gives_new(inner, value, (*above, helper)) and gives_back(inner.expr, helper)
        for inner in helper.calls
    )


def _is_cut(value: Value) -> bool:
    """Whether a value is made of the clock's first parts: `….slice(0, 10)`, `… // 3600`."""
    return any(_cuts(each) for each in value.expr.inside(functions=True))


def _cuts(expr: Expr) -> bool:
    called = expr.callee
    if called is None:
        return expr.operator == "//"
    holder = called.inner
    if called.name == "replace":  # Python's, of a field: `now.replace(minute=0)`
        return bool(expr.keywords)
    if called.name in ("floor", "trunc", "round"):
        return holder is not None and holder.name == "Math"
    if called.name == "date":
        return holder is not None and not expr.arguments
    if called.name == "today":
        return holder is not None and holder.name.endswith("date")
    return _CUTS.fullmatch(called.name) is not None


def _becomes(site: CallSite, value: Value) -> bool:
    """Whether what a call gives is part of the value: the arguments of another call are not."""
    part = site.expr
    while part is not value.expr and (around := part.around) is not None:
        callee_of = around.callee
        is_given = callee_of is not None and not holds(callee_of, part)
        if is_given and callee_of is not None and not re.match(_CONVERTS, callee_of.name):
            return False
        part = around
    return True
