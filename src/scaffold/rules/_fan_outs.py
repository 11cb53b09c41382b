"""Events that a function sends one per item, and the id that each of them needs.

A step that sends is retried when its answer is lost, and a person may rerun the run: each worker
starts twice then, unless the id says what the work is about.
"""

from scaffold.code.bindings import resolve_reference
from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, CallSite, Outline, Reference
from scaffold.code.spans import holds
from scaffold.code.values import Value
from scaffold.inngest.event_flow import Sent
from scaffold.rules._payloads import Payload, key_place
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules.ignored_event_field import is_dedupe_key
from scaffold.syntax.regexes import regex

_EACH = frozenset({"map", "flatMap", "forEach", "from"})
# What every file with items has; few have it.
_ITEMS = regex(rb"\bfor[\s(]|\b(?:map|flatMap|forEach)\b|\.from\s*\(")
_TEXT = frozenset({"str", "String"})
_GIVEN = 2  # the item and its index
_RUN = frozenset({"runId", "run_id"})
_DEPTH = 3
WITHOUT_ID, OF_RUN = "without an `id`", "an `id` made from the run"
_HINT = "make it of the worker, the period or batch, and the item: `send-digest-2026-W10-<user id>`"


def of_fan_out(sent: Sent, event: Payload) -> Diagnostic | None:
    """Return what is wrong with the id of an event that is sent for each item, None if nothing."""
    made = sent.value.resolved
    id_value = event.fields.get("id")
    label = sent.function.label if sent.function is not None else ""
    name = f"`{sent.name}`" if sent.name else "an event"
    if id_value is not None:
        if not is_per_item(made):
            return None
        if _is_shared(id_value):
            return report(
                key_place(id_value),
                "the events of all items have the same `id`: the first starts its worker, the "
                "others are dropped",
                _HINT,
                function=label,
            )
        if _holds_run(id_value.expr, id_value):
            return report(
                key_place(id_value),
                f"{OF_RUN} is new when the run is done again: each worker starts twice",
                _HINT,
                function=label,
                severity="warning",
            )
        return None
    if not event.is_complete or any(map(is_dedupe_key, event.fields)) or not is_per_item(made):
        return None
    return report(
        sent.value,
        f"{name} is sent for each item {WITHOUT_ID}: sent again, it starts each worker twice",
        f"give it an `id`; {_HINT}",
        function=label,
    )


def is_per_item(event: Value) -> bool:
    """Whether an event is made of the item of a loop, a comprehension, or a callback for each."""
    if _ITEMS.search(event.outline.source.content) is None:
        return False
    return _holds_item(event.expr, event.outline)


def _holds_item(expr: Expr, outline: Outline, depth: int = 0) -> bool:
    """Whether an expression reads an item, of no loop that stands in it."""
    named = (each.binding for each in outline.references_in(expr))
    return any(
        each is not None and not holds(expr, each) and _is_item(each, depth) for each in named
    )


def _is_item(binding: Binding, depth: int) -> bool:
    if binding.body.kind == "module":
        return False
    if binding.kind == "loop":
        return True
    if binding.kind == "param":
        owner = binding.body.owner
        called = owner.called if owner is not None else None
        return called is not None and called.name in _EACH and binding.index < _GIVEN
    initial = binding.initial
    return (
        binding.kind == "value"
        and initial is not None
        and depth < _DEPTH
        and _holds_item(initial, binding.outline, depth + 1)
    )


def _is_shared(value: Value) -> bool:
    """Whether an id is the same for all items: it calls nothing, and reads nothing that changes."""
    if value.given or "this." in value.text:
        return False  # a function, or an object, makes it of what it is given for each
    called = value.outline.sites_in(value.expr)
    if _holds_item(value.expr, value.outline) or not all(map(_is_text, called)):
        return False
    read = list(value.outline.references_in(value.expr))
    named = [each.binding for each in read]
    return not any(each.name in ("self", "cls") for each in read) and all(
        each is None or (each.kind != "function" and not value.outline.mutations_of(each))
        for each in named
    )


def _is_text(site: CallSite) -> bool:
    return site.called is not None and site.called.text in _TEXT


def _holds_run(expr: Expr, value: Value, depth: int = 0) -> bool:
    return any(_names_run(each, value, depth) for each in value.outline.references_in(expr))


def _names_run(reference: Reference, value: Value, depth: int) -> bool:
    binding = reference.binding
    if binding is None:
        return False
    origin = resolve_reference(reference)
    if origin.kind == "param":
        return bool(_RUN & {binding.name, *origin.attrs[-1:]})
    initial = binding.initial
    if binding.kind != "value" or initial is None or binding.path or depth > _DEPTH:
        return False
    return _holds_run(initial, value, depth + 1)
