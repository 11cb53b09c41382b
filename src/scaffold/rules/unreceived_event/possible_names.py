"""What an event's name may be where the source does not spell it out: patterns like `jobs/*`."""

import re
from collections.abc import Iterator

from scaffold.code.bindings import Origin, resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.fates import FOR_EACH
from scaffold.code.links import callee
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.event_names import event_name

ANYTHING = "*"
# The name is handed in as a whole, and so it is written out somewhere.
GIVEN = ""
_DEPTH = 6
_LISTS = frozenset({"Object.values", "Object.keys", "Object.entries"})


def is_slip(name: str, meant: str) -> bool:
    """Whether a name is another one misspelled, and not the singular or past of it."""
    ours, theirs = (re.split(r"[\W_]+", each) for each in (name.lower(), meant.lower()))
    return len(ours) != len(theirs) or not any(
        a != b and (a.startswith(b) or b.startswith(a)) for a, b in zip(ours, theirs, strict=True)
    )


def possible_names(value: Value, depth: int = 0) -> Iterator[str]:
    """Yield what the event that a value names may be called, `*` for each part not known."""
    name = event_name(value) if depth <= _DEPTH else ANYTHING
    if name is not None:
        yield name
    elif value.expr.kind == "null" or value.text in ("false", "False"):
        return
    elif value.is_array:
        for each in value.elements:
            yield from possible_names(each, depth + 1)
    elif (given := value.entry("event")) is not None:
        yield from possible_names(given, depth + 1)
    elif value.is_object:
        if value.has_unknown_entries:
            yield ANYTHING
    else:
        yield from _of_origin(value, depth + 1)


def _of_origin(value: Value, depth: int) -> Iterator[str]:
    origin = value.origin
    binding = origin.binding
    if binding is not None and _may_differ(binding):
        yield ANYTHING
    elif binding is not None and binding.kind == "loop":
        yield from _of_list(_looped_over(binding), binding.body, value, origin.attrs, depth)
    elif origin.kind == "self":
        yield GIVEN
    elif origin.kind == "param" and origin.body is not None:
        yield from _of_parameter(value, origin, origin.body, depth)
    elif origin.kind == "call" and origin.site is not None and not origin.attrs:
        yield from _made(origin.site, value, depth)
    elif origin.kind == "value" and origin.expr is not None:
        body = origin.body or (binding.body if binding is not None else value.body)
        yield from _of_expression(Value(origin.expr, body, value.links), origin.attrs, depth)
    else:
        yield ANYTHING


def _made(site: CallSite, value: Value, depth: int) -> Iterator[str]:
    """What a call may give: `jobEvent("import")`, `NAMES.map((event) => ({ event }))`."""
    made_by = callee(site, value.links)
    first = argument(site, 0, value.links, "event")
    made: Body | None = None
    if made_by.kind == "function" and not made_by.attrs:
        made = made_by.target
    elif site.attrs[-1:] and site.attrs[-1] in FOR_EACH and first is not None:
        made = first.function
    elif made_by.name == "inngest.eventType" and first is not None:
        yield from possible_names(first, depth)
        return
    if made is None or not made.returns:
        yield ANYTHING
        return
    for returned in made.returned:
        yield from possible_names(Value(returned, made, value.links), depth)


def _of_expression(value: Value, attrs: tuple[str, ...], depth: int) -> Iterator[str]:
    expr = value.expr
    if expr.kind == "index" and expr.inner is not None:  # `NAMES[kind]`, `JOBS[kind].event`
        yield from _each_of(value.at(expr.inner), attrs, depth)
    elif attrs:
        yield ANYTHING
    elif expr.kind == "choice":
        for each in value.choices:
            yield from possible_names(each, depth)
    else:
        yield re.sub(r"\*+", "*", _joined(value, depth))


def _joined(value: Value, depth: int) -> str:
    """What a template, an f-string or a sum of strings makes."""
    parts = value.expr.parts
    if parts == (value.expr,):
        return ANYTHING
    return "".join(
        each if isinstance(each, str) else _part(value.at(each), depth) for each in parts
    )


def _part(value: Value, depth: int) -> str:
    binding = value.origin.binding
    if binding is not None and _may_differ(binding):
        return ANYTHING
    if value.string is not None:
        return value.string
    if value.origin.kind not in ("value", "call") or depth > _DEPTH:
        return ANYTHING
    found = set(possible_names(value, depth))
    return (found.pop() or ANYTHING) if len(found) == 1 else ANYTHING


def _may_differ(binding: Binding) -> bool:
    """Whether a name is written again, or declared in two blocks of a function."""
    if binding.kind != "value":
        return False
    outline = binding.body.outline
    declared = rf"\b(?:const|let|var)\s+{re.escape(binding.name)}\b"
    return len(re.findall(declared, binding.body.expr.text)) > 1 or any(
        not mutation.attrs for mutation in outline.mutations_of(binding)
    )


def _each_of(table: Value, attrs: tuple[str, ...], depth: int) -> Iterator[str]:
    """What is under any key of an object, or in any place of a list."""
    known = table.is_object or table.is_array
    if not known or table.has_unknown_entries or len(attrs) > 1:
        yield ANYTHING
        return
    for each in table.entries.values() if table.is_object else table.elements:
        found = each.entry(attrs[0]) if attrs else each
        if found is None:
            yield ANYTHING
        else:
            yield from possible_names(found, depth)


def _of_parameter(value: Value, origin: Origin, body: Body, depth: int) -> Iterator[str]:
    """What a function is given: the elements of the list that it runs over, or its callers'."""
    owner = body.owner
    if owner is not None and owner.attrs[-1:] and owner.attrs[-1] in FOR_EACH:
        listed = owner.called.inner if owner.called is not None else None
        yield from _of_list(listed, owner.body, value, origin.attrs, depth)
        return
    yield GIVEN
    if len(origin.attrs) > 1:
        return
    name = origin.binding.name if origin.binding is not None else ""
    for site in value.links.calls_of(body):
        given = argument(site, origin.index, value.links, name)
        if given is not None and origin.attrs:
            given = given.entry(origin.attrs[0])
        if given is not None and given.body is not body:
            yield from possible_names(given, depth)


def _of_list(
    expr: Expr | None, body: Body, value: Value, attrs: tuple[str, ...], depth: int
) -> Iterator[str]:
    """What one element of a list is, or what is read from it."""
    if expr is None:
        yield ANYTHING
        return
    listed = Value(expr, body, value.links)
    if listed.site is None or resolve_callee(listed.site).name not in _LISTS:
        yield from _each_of(listed, attrs, depth)
        return
    table = argument(listed.site, 0, value.links)
    if table is None or not table.is_object:
        yield ANYTHING
    else:  # keys are written out there
        yield GIVEN
        yield from (each for each in _each_of(table, (), depth) if each != ANYTHING)


def _looped_over(binding: Binding) -> Expr | None:
    """What the loop that binds a name runs over."""
    statement = binding.body.statement_at(binding)
    while statement is not None and statement.kind != "loop":
        statement = statement.parent
    return statement.expr if statement is not None else None
