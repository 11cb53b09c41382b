"""The name of an event, however it is written: a string, a constant, a typed event, a payload."""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.made_events import made_event

_CLASS_NAMES = ("event_name", "EVENT_NAME", "name", "NAME", "event")
# The methods that put something into an array, and where what they put starts.
_ADDS = {("push",): 0, ("unshift",): 0, ("append",): 0, ("add",): 0, ("extend",): 0, ("insert",): 1}
# The methods whose result holds what the array held.
_KEEPS = frozenset({"concat", "slice", "filter", "flat", "reverse", "sort"})
_DEPTH = 5
Bindings = frozenset[Binding]


def event_name(value: Value, depth: int = 0) -> str | None:
    """Return the name of the event that a value is, names, or will be sent as."""
    if depth > _DEPTH:
        return None
    if value.string is not None:
        return value.string
    if value.is_object:
        name = value.entries.get("name")
        return event_name(name, depth + 1) if name is not None else None
    origin = value.origin
    if origin.klass is not None:
        return _class_name(origin.klass, value, depth)
    if origin.site is None:
        return None
    site = origin.site
    made = made_event(value) if not origin.attrs else None
    named = made.name if made is not None else None
    if named is not None and (found := event_name(named, depth + 1)) is not None:
        return found
    made_by = callee(site, value.links)
    last = made_by.attrs[-1] if made_by.attrs else ""
    if made_by.name in ("inngest.eventType", "inngest.Event") or last == "eventType":
        given = argument(site, 0 if "eventType" in made_by.name else -1, value.links, "name")
        return event_name(given, depth + 1) if given is not None else None
    if last in ("create", "withSchema", "withData") and made_by.site is not None:
        typed = Value(made_by.site.expr, made_by.site.body, value.links)
        return event_name(typed, depth + 1)
    # Of `UserCreated(…).to_event()` the method's receiver decides.
    owned_by = callee(made_by.site, value.links) if made_by.site is not None else made_by
    if owned_by.kind == "class" and owned_by.target is not None:
        return _class_name(owned_by.target, value, depth)
    if made_by.kind == "function" and made_by.target is not None:
        owner = made_by.target.parent if made_by.target.is_method else None
        found = _class_name(owner, value, depth) if owner is not None else None
        return found if found is not None else _returned(made_by.target, value, depth)
    return None


def _class_name(body: Body, value: Value, depth: int) -> str | None:
    for name in _CLASS_NAMES:
        binding = body.bindings.get(name)
        if binding is not None and binding.value is not None:
            return event_name(Value(binding.value, body, value.links), depth + 1)
    return None


def _returned(body: Body, value: Value, depth: int) -> str | None:
    for returned in body.returned:
        held = resolve_expr(body, returned).expr or returned
        found = event_name(Value(held, body, value.links), depth + 1)
        if found is not None:
            return found
    return None


def payloads(value: Value) -> list[Value]:
    """Return each event that a `send` argument holds.

    It may be one, an array with what is put into it later, or what `.map()` returns.
    """
    return _payloads(value, 0, frozenset())


def _payloads(value: Value, depth: int, known: Bindings) -> list[Value]:
    if depth > _DEPTH:
        return [value]
    binding = _variable(value)
    if binding is None:
        return _written(value, depth, known)
    if binding in known:
        return []
    known |= {binding}
    added = list(_added(binding, value))
    # `let event;` says nothing when it is set later, in more places than one.
    is_set = binding.value is not None or not added or value.resolved is not value
    found = _written(value, depth, known) if is_set else []
    return [*found, *(one for each in added for one in _payloads(each, depth + 1, known))]


def _variable(value: Value) -> Binding | None:
    """Return the variable that an expression names."""
    if value.is_literal or value.origin.attrs:
        return None
    binding = value.origin.binding
    if binding is None or binding.kind != "value" or binding.path:
        return None
    return binding


def _added(binding: Binding, value: Value) -> Iterator[Value]:
    """Yield what is put into the array that a variable holds, and what else it is set to."""
    outline = binding.body.outline
    for used in outline.references_to(binding):
        site = used.owner
        if used.use == "receiver" and site is not None and site.attrs in _ADDS:
            for given in site.args[_ADDS[site.attrs] :]:
                yield Value(_spread(given), site.body, value.links)
    for mutation in outline.mutations_of(binding):
        left, right = mutation.expr.left, mutation.expr.right
        if mutation.attrs or left is None or left.kind != "name" or right is None:
            continue
        if right is not value.resolved.expr:  # else it is all that the variable is set to
            yield Value(right, mutation.body, value.links)


def _written(value: Value, depth: int, known: Bindings) -> list[Value]:
    """Return each event that an expression holds where it is written."""
    here = value.resolved
    expr = here.expr
    parts: tuple[Expr | None, ...]
    if value.is_array:
        parts = tuple(map(_spread, expr.elements))
    elif expr.kind == "choice" and not expr.operator:
        parts = expr.choices
    elif expr.gathers in ("array", "generator") and expr.gathered is not None:
        return [here.at(expr.gathered)]
    elif expr.operator == "+" and here.outline.language == "python":
        parts = (expr.left, expr.right)
    elif value.site is not None:
        return _called(value, value.site, depth, known)
    else:
        return [value]
    values = [here.at(part) for part in parts if part is not None]
    return [one for each in values for one in _payloads(each, depth + 1, known)]


def _called(value: Value, site: CallSite, depth: int, known: Bindings) -> list[Value]:
    """Return the events in what an array's method gives, `.map()`, or a function that makes one."""
    last = site.method
    if last in ("map", "flatMap"):
        mapper = argument(site, 0, value.links)
        if mapper is not None and mapper.function is not None:
            return _returned_values(mapper.function, value, depth, known)
    maker = callee(site, value.links).function
    if maker is not None:
        made = (Value(each, maker, value.links) for each in maker.returned)
        if any(each.is_array or each.expr.gathers for each in made):
            return _returned_values(maker, value, depth, known)
        return [value]
    array = site.called.inner if site.called is not None else None
    if array is None or last not in _KEEPS or site.outline.language == "python":
        return [value]
    exprs = [array, *(site.args if last == "concat" else ())]
    values = [Value(_spread(expr), site.body, value.links) for expr in exprs]
    return [one for each in values for one in _payloads(each, depth + 1, known)]


def _spread(expr: Expr) -> Expr:
    """Return what a spread spreads; any other expression as it is."""
    return expr.inner if expr.kind == "spread" and expr.inner is not None else expr


def _returned_values(body: Body, value: Value, depth: int, known: Bindings) -> list[Value]:
    found: list[Value] = []
    for returned in body.returned:
        found += _payloads(Value(returned, body, value.links), depth + 1, known)
    return found
