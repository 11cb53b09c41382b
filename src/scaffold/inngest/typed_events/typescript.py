"""Typed events in TypeScript, found: `eventType` constants, and what the client's schemas hold."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.inngest.sdk_modules import sdk_module
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
    walk,
)
from scaffold.syntax.imports import Imported, imports
from scaffold.syntax.members import module_member
from scaffold.syntax.scopes import meaning
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_DEPTH = 8  # names of names; one may lead to itself


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
    callee = local_name(source, "eventType")
    if callee is None:
        return []
    found = []
    for node in walk(source.root):
        name, arguments = called(source, node)
        event = _constant(reader, source, arguments[0]) if name == callee and arguments else None
        if event is None:
            continue
        symbol, statement, exported = _owner(source, node)
        fields, complete = _options(reader, source, arguments[1:])
        definition = EventDefinition(
            event, symbol, source.path, "event-type", fields, complete, exported
        )
        found.append(FoundEvent(definition, source, statement))
    return found


def records(reader: Reader, source: Source) -> list[Container]:
    """Return what calls on `new EventSchemas()` in a file are given, wherever it is declared."""
    maker = local_name(source, "EventSchemas")
    found: list[Container] = []
    for node in walk(source.root) if maker is not None else []:
        name, arguments = called(source, node)
        method = name.rpartition(".")[2]
        if method not in _METHODS or not name.startswith(f"new{maker}("):
            continue
        types = node.child_by_field_name("type_arguments")
        given = types.named_children[0] if types is not None and types.named_children else None
        form: Form = "union" if method == "fromUnion" else "record"
        if given is None and arguments:
            given, form = arguments[0], "schemas"
        if given is not None:
            found += _containers(reader, source, given, form)
    return found


def record_events(reader: Reader, container: Container) -> list[FoundEvent]:
    """Return the events that a container holds."""
    source, path = container.source, container.source.path
    found = []
    if container.form == "union":
        body = container.node
        arguments = called(source, body)[1]
        body = arguments[0] if arguments else body
        parts = {key: value for key, _, value in pairs(source, body)}
        event = _event_name(source, parts["name"]) if "name" in parts else None
        if event is not None:
            fields, complete = _data(reader, source, parts.get("data"))
            definition = EventDefinition(event, "", path, "union", fields, complete)
            found.append(FoundEvent(definition, source, container.node))
        return found
    for event, member, value in pairs(source, container.node):
        fields, complete = _entry(reader, container, value)
        definition = EventDefinition(event, "", path, container.form, fields, complete)
        found.append(FoundEvent(definition, source, member))
    return found


_METHODS = ("fromRecord", "fromSchema", "fromZod", "fromUnion")


# What is written in these has no name by which other code could reach it.
_NAMELESS = ("statement_block", "class_body", "array", "arrow_function")


def _owner(source: Source, call: Node) -> tuple[str, Node, bool]:
    """The symbol a call is bound to, the statement that would go with it, and if it is exported."""
    path: list[str] = []
    node = call
    while node.parent is not None:
        node = node.parent
        if node.type == "pair":
            key = node.child_by_field_name("key")
            path.insert(0, source.text(key) if key is not None else "")
        elif node.type == "variable_declarator":
            name = node.child_by_field_name("name")
            statement = node.parent or node
            exported = statement.parent is not None and statement.parent.type == "export_statement"
            symbol = ".".join([source.text(name) if name is not None else "", *path])
            if exported and statement.parent is not None:
                statement = statement.parent
            return symbol, statement, exported or _is_exported(source, symbol.split(".")[0])
        elif node.type in _NAMELESS or (
            node.type == "arguments" and called(source, node.parent or node)[0] != "Object.freeze"
        ):
            break
    return "", call, False


def _is_exported(source: Source, name: str) -> bool:
    return any(
        node.type == "export_specifier" and source.text(node.named_children[0]) == name
        for node in walk(source.root)
        if node.named_children
    )


def _options(reader: Reader, source: Source, arguments: list[Node]) -> Shape:
    if not arguments or unwrap(arguments[0]).type != "object":
        return UNSEEN
    for key, _, value in pairs(source, unwrap(arguments[0])):
        if key == "schema":
            return from_schema(reader, source, value)
    return UNSEEN


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
                pending.append((*there, _own_name(*there) or name))
            else:
                yield Container(at, node, "union", name)
        elif node.type == "type_query" and node.named_children:
            pending.append((at, node.named_children[-1], ""))
        else:
            yield Container(at, node, "union", symbol)


def _own_name(source: Source, value: Node) -> str:
    """The name a value is declared under, which an import may have changed."""
    owner = value.parent
    name = owner.child_by_field_name("name") if owner is not None else None
    return source.text(name) if name is not None else ""


def _event_name(source: Source, node: Node) -> str | None:
    """The event's name: a literal type, or the argument of `z.literal(…)`."""
    arguments = called(source, node)[1]
    return literal(source, arguments[0] if arguments else node)


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


def _constant(reader: Reader, source: Source, node: Node) -> str | None:
    """The text of an event's name: a literal, or a constant here or elsewhere."""
    text = literal(source, unwrap(node))
    if text is not None:
        return text
    written = _written(reader, source, node, 0)
    return literal(*written) if written is not None else None


def _written(reader: Reader, source: Source, node: Node, depth: int) -> tuple[Source, Node] | None:
    """Where the expression, enum or class is written that names and members lead to."""
    node = unwrap(node)
    if depth > _DEPTH:
        return None
    if node.type in ("identifier", "shorthand_property_identifier"):
        return _named(reader, source, node, source.text(node), depth)
    if node.type == "call_expression":
        name, arguments = called(source, node)
        if name == "Object.freeze" and arguments:
            return _written(reader, source, arguments[0], depth + 1)
    if node.type == "member_expression":
        place = module_member(source, node, reader.modules)
        if place is not None:
            return _exported(reader, place, depth)
        key = node.child_by_field_name("property")
        return _member(reader, source, node, source.text(key) if key is not None else "", depth)
    if node.type == "subscript_expression":
        key = node.child_by_field_name("index")
        name_of = literal(source, key) if key is not None else None
        return _member(reader, source, node, name_of, depth) if name_of is not None else None
    return source, node


def _named(
    reader: Reader, source: Source, at: Node, name: str, depth: int
) -> tuple[Source, Node] | None:
    found = meaning(source, at, name)
    if isinstance(found, Imported):
        place = reader.modules.origin(source.path, found.module, found.name)
        return _exported(reader, place, depth) if place is not None else None
    if found is None or found.kind == "parameter":
        return None
    if found.kind == "value":
        return _written(reader, source, found.node, depth + 1)
    return source, found.node


def _exported(reader: Reader, place: tuple[str, str], depth: int) -> tuple[Source, Node] | None:
    target = reader.source(place[0])
    return _named(reader, target, target.root, place[1], depth) if target is not None else None


def _member(
    reader: Reader, source: Source, node: Node, name: str, depth: int
) -> tuple[Source, Node] | None:
    held = node.child_by_field_name("object")
    holder = _written(reader, source, held, depth + 1) if held is not None else None
    if holder is None:
        return None
    for key, value in _members(*holder):
        if key == name:
            return _written(reader, holder[0], value, depth + 1)
    return None


def _members(source: Source, holder: Node) -> Iterator[tuple[str, Node]]:
    if holder.type == "object":
        for name, _, value in pairs(source, holder):
            yield name, value
        for each in holder.named_children:
            if each.type == "shorthand_property_identifier":
                yield source.text(each), each
    elif holder.type in ("enum_declaration", "class_declaration"):
        body = holder.child_by_field_name("body")
        for member in body.named_children if body is not None else ():
            key, held = member.child_by_field_name("name"), member.child_by_field_name("value")
            if key is not None and held is not None:
                yield literal(source, key) or source.text(key), held
