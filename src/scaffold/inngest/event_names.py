"""The name of an event, however it is written: a string, a constant, a typed event, a payload."""

from scaffold.inngest.bindings import resolve_callee, resolve_node
from scaffold.inngest.links import settle
from scaffold.inngest.outline import Body
from scaffold.inngest.values import Value, argument
from scaffold.syntax.tree import Node

_CLASS_NAMES = ("event_name", "EVENT_NAME", "name", "NAME", "event")
_DEPTH = 5


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
    if origin.kind == "class" and origin.target is not None and not origin.attrs:
        return _class_name(origin.target, value, depth)
    if origin.kind != "call" or origin.site is None:
        return None
    site = origin.site
    made_by = settle(resolve_callee(site), value.links)
    last = made_by.attrs[-1] if made_by.attrs else ""
    if made_by.name in ("inngest.eventType", "inngest.Event") or last in ("eventType",):
        given = argument(site, 0 if "eventType" in made_by.name else -1, value.links, "name")
        return event_name(given, depth + 1) if given is not None else None
    if last in ("create", "withSchema", "withData") and made_by.site is not None:
        made = Value(made_by.site.node, made_by.site.body, value.links)
        return event_name(made, depth + 1)
    if made_by.kind == "class" and made_by.target is not None:
        return _class_name(made_by.target, value, depth)
    if made_by.kind == "call" and made_by.site is not None:
        # `UserCreated(…).to_event()`: the method's receiver decides.
        inner = settle(resolve_callee(made_by.site), value.links)
        if inner.kind == "class" and inner.target is not None:
            return _class_name(inner.target, value, depth)
        return None
    if made_by.kind == "function" and made_by.target is not None:
        if made_by.target.parent is not None and made_by.target.parent.kind == "class":
            found = _class_name(made_by.target.parent, value, depth)
            if found is not None:
                return found
        return _returned(made_by.target, value, depth)
    return None


def _class_name(body: Body, value: Value, depth: int) -> str | None:
    for name in _CLASS_NAMES:
        binding = body.bindings.get(name)
        if binding is not None and binding.value is not None:
            return event_name(Value(binding.value, body, value.links), depth + 1)
    return None


def _returned(body: Body, value: Value, depth: int) -> str | None:
    for node in body.returns:
        inner = node
        if node.type == "return_statement":
            if not node.named_children:
                continue
            inner = node.named_children[0]
        found = event_name(
            Value(resolve_node(body, inner).node or inner, body, value.links), depth + 1
        )
        if found is not None:
            return found
    return None


def payloads(value: Value, depth: int = 0) -> list[Value]:
    """Return each event that a `send` argument holds: one, an array, or what `.map()` returns."""
    node = value.resolved.node
    here = value.resolved
    if depth > _DEPTH:
        return [value]
    if value.is_array:
        return [each for element in value.elements for each in payloads(element, depth + 1)]
    if node.type in ("ternary_expression", "conditional_expression"):
        ends = (
            [node.child_by_field_name("consequence"), node.child_by_field_name("alternative")]
            if node.type == "ternary_expression"
            else [node.named_children[0], node.named_children[-1]]
        )
        parts = [Value(end, here.body, value.links) for end in ends if end is not None]
        return [each for part in parts for each in payloads(part, depth + 1)]
    if node.type in ("list_comprehension", "generator_expression"):
        body = node.child_by_field_name("body")
        return [Value(body, here.body, value.links)] if body is not None else [value]
    site = value.site
    if site is not None and site.attrs[-1:] and site.attrs[-1] in ("map", "flatMap"):
        mapper = argument(site, 0, value.links)
        if mapper is not None and mapper.function is not None:
            return returned_values(mapper.function, value, depth)
    return [value]


def returned_values(body: Body, value: Value, depth: int = 0) -> list[Value]:
    """Return the values that a function returns."""
    found: list[Value] = []
    for node in body.returns:
        inner: Node | None = node
        if node.type == "return_statement":
            inner = node.named_children[0] if node.named_children else None
        while inner is not None and inner.type == "parenthesized_expression":
            inner = inner.named_children[0] if inner.named_children else None
        if inner is not None:
            found += payloads(Value(inner, body, value.links), depth + 1)
    return found
