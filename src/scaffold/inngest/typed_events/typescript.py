"""Typed events in TypeScript, found: `eventType` constants, and what the client's schemas hold."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.outline import CallSite
from scaffold.code.values import argument
from scaffold.inngest.sdk_modules import sdk_module
from scaffold.inngest.sdk_names import sdk_export
from scaffold.inngest.typed_events.form_fields import from_schema, from_type
from scaffold.inngest.typed_events.forms import (
    UNSEEN,
    EventDefinition,
    Form,
    FoundEvent,
    Reader,
    Shape,
    called,
    literal,
    pairs,
    unwrap,
)
from scaffold.syntax.imports import Imported, imports
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


class Container(NamedTuple):
    """What holds the events of a client; `symbol` is empty inside a call.

    The form is `union` for everything that is not a record written out.
    """

    source: Source
    node: Node
    form: Form
    symbol: str


def local_name(source: Source, name: str) -> str | None:
    """Return what a file calls a name of the SDK, None when it does not import it."""
    for imported in imports(source):
        if imported.name == name and _is_sdk(imported):
            return imported.local
    return None


def _is_sdk(imported: Imported) -> bool:
    found = sdk_module(imported.module, "typescript")
    return found is not None and found.part == "client"


def event_types(reader: Reader, source: Source) -> list[FoundEvent]:
    """Return the events a file makes by calling the SDK's `eventType`."""
    found = []
    for site, origin in reader.sites(source):
        made = sdk_export(origin)
        if made is None or not made.is_part("client", "eventType"):
            continue
        given = argument(site, 0, reader.project)
        if given is None or given.string is None:
            continue
        symbol, statement, exported = _owner(source, site)
        fields, complete = _options(reader, source, site.args[1:])
        definition = EventDefinition(
            given.string, symbol, source.path, "event-type", fields, complete, exported
        )
        found.append(FoundEvent(definition, source, statement))
    return found


def records(reader: Reader, source: Source) -> list[Container]:
    """Return what calls on `new EventSchemas()` in a file are given, wherever it is declared."""
    found: list[Container] = []
    for site, method in schema_calls(reader, source):
        form: Form = "union" if method == "fromUnion" else "record"
        types = site.node.child_by_field_name("type_arguments")
        if types is not None and types.named_children:
            found += _containers(reader, source, types.named_children[0], form)
        elif site.args:
            found += _containers(reader, source, site.args[0].node, "schemas")
    return found


def schema_calls(reader: Reader, source: Source) -> Iterator[tuple[CallSite, str]]:
    """Yield the calls on `new EventSchemas()` in a file that are given events, and their method."""
    for site, origin in reader.sites(source):
        method = site.attrs[-1] if site.attrs else ""
        made = sdk_export(origin.base) if method in _METHODS else None
        if made is not None and made.is_part("client", "EventSchemas"):
            yield site, method


def record_events(reader: Reader, container: Container) -> list[FoundEvent]:
    """Return the events that a container holds."""
    source, path = container.source, container.source.path
    found = []
    if container.form == "union":
        body = container.node
        arguments = called(source, body)[1]
        body = arguments[0] if arguments else body
        parts = {key: value for key, _, value in pairs(source, body)}
        event = _event_name(reader, source, parts["name"]) if "name" in parts else None
        if body.type == "generic_type":
            event = _only_literal(source, body)
        if event is not None:
            fields, complete = _data(reader, source, parts.get("data")) if parts else UNSEEN
            definition = EventDefinition(event, "", path, "union", fields, complete)
            found.append(FoundEvent(definition, source, container.node))
        return found
    for event, member, value in pairs(source, container.node):
        fields, complete = _entry(reader, container, value)
        definition = EventDefinition(event, "", path, container.form, fields, complete)
        found.append(FoundEvent(definition, source, member))
    return found


_METHODS = ("fromRecord", "fromSchema", "fromZod", "fromUnion")


def _owner(source: Source, site: CallSite) -> tuple[str, Node, bool]:
    """The symbol a call is bound to, the statement that would go with it, and if it is exported."""
    path: list[str] = []
    at = site.expr
    while (around := at.around) is not None:
        if around.kind == "object" and (entry := at.entry_around) is not None:
            path.insert(0, source.content[slice(*entry.key_span)].decode())
        elif around.kind == "call" and around.callee is not at:
            if around.callee is None or around.callee.dotted != "Object.freeze":
                return "", site.node, False
        elif around.kind not in ("call", "member"):
            return "", site.node, False
        at = around
    binding = next((each for each in site.body.declared() if each.initial is at), None)
    if binding is None or binding.node.parent is None:
        return "", site.node, False
    statement = binding.node.parent.parent or binding.node
    above = statement.parent
    exported = above is not None and above.type == "export_statement"
    symbol = ".".join([binding.name, *path])
    if above is not None and exported:
        statement = above
    return symbol, statement, exported or binding.name in site.outline.exported_as


def _options(reader: Reader, source: Source, given: Sequence[Expr]) -> Shape:
    schema = given[0].entry("schema") if given else None
    return from_schema(reader, source, schema.node) if schema is not None else UNSEEN


def _containers(reader: Reader, source: Source, node: Node, form: Form) -> Iterator[Container]:
    """Follow names, intersections and unions to the objects that hold the events."""
    pending, seen = [(source, node, "")], set[tuple[str, int, int]]()
    while pending:
        at, node, symbol = pending.pop(0)
        node = unwrap(node)
        key = (at.path, node.start_byte, node.end_byte)
        if key in seen:
            continue
        seen.add(key)
        if node.type in ("object_type", "interface_body", "object"):
            yield Container(at, node, form, symbol)
        elif node.type in ("union_type", "intersection_type", "array"):
            pending += [(at, part, "") for part in node.named_children if part.type != "comment"]
            form = "union" if node.type == "array" else form
        elif node.type in ("type_identifier", "identifier"):
            name = at.text(node)
            there = reader.declaration(at, name)
            if there is not None:
                pending.append((*there, own_name(*there) or name))
            else:
                yield Container(at, node, "union", name)
        elif node.type == "type_query" and node.named_children:
            pending.append((at, node.named_children[-1], ""))
        else:
            yield Container(at, node, "union", symbol)


def own_name(source: Source, value: Node) -> str:
    """Return the name a value is declared under, which an import may have changed."""
    owner = value.parent
    name = owner.child_by_field_name("name") if owner is not None else None
    return source.text(name) if name is not None else ""


def _event_name(reader: Reader, source: Source, node: Node) -> str | None:
    """The event's name: a literal type, the argument of `z.literal(…)`, or a constant's type."""
    arguments = called(source, node)[1]
    name = literal(source, arguments[0] if arguments else node)
    if name is not None or node.type not in ("nested_type_identifier", "type_query"):
        return name
    root, *path = source.text(node).removeprefix("typeof ").split(".")
    there = reader.declaration(source, root)
    for key in path:
        inside = pairs(there[0], unwrap(there[1])) if there is not None else ()
        value = next((value for name, _, value in inside if name == key), None)
        there = (there[0], value) if there is not None and value is not None else None
    return literal(there[0], unwrap(there[1])) if there is not None else None


def _only_literal(source: Source, node: Node) -> str | None:
    """The text that a generic type is given: `AppEvent<"order/paid", { … }>`."""
    given = node.child_by_field_name("type_arguments")
    said = [literal(source, each) for each in given.named_children] if given is not None else []
    texts = [each for each in said if each is not None]
    return texts[0] if len(texts) == 1 else None


def _entry(reader: Reader, container: Container, value: Node) -> Shape:
    """The fields of one entry: `{ data: … }`, or a schema by itself."""
    source, value = container.source, unwrap(value)
    if value.type == "type_identifier":
        there = reader.declaration(source, source.text(value))
        if there is not None:
            source, value = there
    if value.type in ("object_type", "object", "interface_body"):
        parts = {key: part for key, _, part in pairs(source, value)}
        return _data(reader, source, parts.get("data"))
    return from_schema(reader, source, value)


def _data(reader: Reader, source: Source, node: Node | None) -> Shape:
    if node is None:
        return (), True
    if node.type.endswith("_type") or node.type == "type_identifier":
        return from_type(reader, source, node)
    return from_schema(reader, source, node)
