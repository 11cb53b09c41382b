"""The text behind an event's name in TypeScript: a literal, or a constant here or elsewhere."""

from collections.abc import Iterator

from scaffold.inngest.typed_events.forms import Reader, called, literal, pairs, unwrap
from scaffold.syntax.imports import Imported
from scaffold.syntax.members import module_member
from scaffold.syntax.scopes import meaning
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_DEPTH = 8


def constant(reader: Reader, source: Source, node: Node) -> str | None:
    """Return the text that an expression stands for, None for one that is computed."""
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
