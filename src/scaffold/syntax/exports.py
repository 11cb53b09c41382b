"""What a source file exports: names defined there, and names handed on from other modules."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.syntax.imports import import_statements, imports, string_value
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare


class Export(NamedTuple):
    """One exported name: a name of this file, or one of another module.

    `start` and `end` say where it stands in a list, `{ a as b }`.
    """

    name: str
    local: str
    module: str | None = None
    start: int = 0
    end: int = 0


class Exports:
    """The names of a module: `own` by exported name to local name, `handed_on` from elsewhere.

    A class by hand: the hook after an edit loads it, and does without `dataclasses`.
    """

    __slots__ = ("handed_on", "own", "stars")

    def __init__(self) -> None:
        self.own: dict[str, str] = {}
        self.handed_on: dict[str, tuple[str, str]] = {}
        self.stars: list[str] = []


def exports(source: Source) -> Exports:
    """Return what a module offers to others; in Python every name at module level."""
    found = Exports()
    if source.language.name == "python":
        _python(source, found)
    else:
        bound = {each.local: each for each in imports(source) if each.local != "*"}
        for node in source.root.named_children:
            if node.type == "export_statement":
                _export(source, node, found)
        for target, value in common_js(source):
            _common_js(source, target, value, found)
        for name, local in list(found.own.items()):
            if local in bound:
                del found.own[name]
                found.handed_on[name] = (bound[local].module, bound[local].name)
    return found


_LEADS = (b"export const ", b"export async function ", b"export function ", b"export class ")
_PYTHON_LEADS = (b"async def ", b"def ", b"class ", b"")


def plainly_defines(content: bytes, name: str, python: bool) -> bool:
    """Whether a line begins with the definition of a name, by its bytes alone.

    True answers the usual case without parsing the file; False answers nothing.
    """
    for lead in _PYTHON_LEADS if python else _LEADS:
        needle = lead + name.encode()
        at = content.find(b"\n" + needle) + 1
        if at == 0 and not content.startswith(needle):
            continue
        after = content[at + len(needle) : at + len(needle) + 2]
        if after[:1] in (b"(", b":", b"<") if lead or not python else after == b" =":
            return True
        if not python and after in (b" =", b"= "):
            return True
    return False


def _export(source: Source, node: Node, found: Exports) -> None:
    for each in exported_by(source, node):
        if each.module is None:
            found.own[each.name] = each.local
        else:
            found.handed_on[each.name] = each.module, each.local
    at = node.child_by_field_name("source")
    if at is not None and any(child.type == "*" for child in node.children):
        found.stars.append(string_value(at))


def exported_by(source: Source, node: Node) -> Iterator[Export]:
    """Yield what one `export` of TypeScript offers by a name."""
    at = node.child_by_field_name("source")
    module = string_value(at) if at is not None else None
    declaration = node.child_by_field_name("declaration")
    if any(child.type == "default" for child in node.children):
        named = node.child_by_field_name("value")
        if named is None and declaration is not None:
            named = declaration.child_by_field_name("name")
        named = bare(named) if named is not None else None
        is_name = named is not None and named.type in ("identifier", "type_identifier")
        yield Export("default", source.text(named) if named and is_name else "default")
    elif declaration is not None:
        for each in declared(declaration):
            yield Export(source.text(each), source.text(each))
    for part in node.named_children:
        if part.type == "namespace_export" and module is not None:
            yield Export(source.text(part.named_children[-1]), "*", module)
        elif part.type == "export_clause":
            for specifier in part.named_children:
                name = specifier.child_by_field_name("name")
                if name is not None:
                    public = string_value(specifier.child_by_field_name("alias") or name)
                    place = specifier.start_byte, specifier.end_byte
                    yield Export(public, string_value(name), module, *place)


def declared(declaration: Node) -> list[Node]:
    """Return the name nodes that a TypeScript declaration binds."""
    if declaration.type not in ("lexical_declaration", "variable_declaration"):
        name = declaration.child_by_field_name("name")
        return [name] if name is not None else []
    names: list[Node] = []
    for declarator in declaration.named_children:
        target = declarator.child_by_field_name("name")
        names += bound_names(target) if target is not None else []
    return names


def defined_at_top(source: Source) -> Iterator[str]:
    """Yield each name that a module defines by a statement of its own, as often as it does."""
    for node in source.root.named_children:
        inner = node.child_by_field_name("declaration") or node.child_by_field_name("definition")
        node = inner or node
        if source.language.name == "python":
            named = None
            if node.type in ("function_definition", "class_definition"):
                named = node.child_by_field_name("name")
            elif node.type == "expression_statement" and node.named_children:
                named = node.named_children[0].child_by_field_name("left")
            yield from [source.text(named)] if named is not None else []
        elif node.type.endswith("declaration"):
            yield from (source.text(each) for each in declared(node))


def bound_names(pattern: Node) -> list[Node]:
    """Return the name nodes that the left side of a TypeScript declaration binds."""
    names: list[Node] = []
    pending = [pattern]
    while pending:
        node = pending.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            names.append(node)
        elif node.type == "pair_pattern":
            pending.append(node.named_children[-1])
        else:
            pending += node.named_children
    return names


def common_js(source: Source) -> Iterator[tuple[str, Node]]:
    """Yield what is assigned to `module.exports`, `exports.a` and the like, and to which."""
    todo = source.root.named_children[::-1]
    while todo:
        node = todo.pop()
        if node.type == "statement_block":
            todo += reversed(node.named_children)
        elif node.type == "expression_statement" and node.named_children:
            assignment = bare(node.named_children[0])
            left = assignment.child_by_field_name("left")
            right = assignment.child_by_field_name("right")
            is_one = assignment.type == "assignment_expression"
            if is_one and left is not None and right is not None:
                target = _spelled(source, left)
                if target.startswith(("module.exports", "exports")):
                    yield target, bare(right)


def _spelled(source: Source, node: Node) -> str:
    """`a.b.c` for a chain of names, whatever stands around a part of it."""
    names: list[str] = []
    while (node := bare(node)).type == "member_expression":
        holder, name = node.child_by_field_name("object"), node.child_by_field_name("property")
        if holder is None or name is None:
            break
        names.append(source.text(name))
        node = holder
    return ".".join((source.text(node), *reversed(names)))


def _common_js(source: Source, target: str, right: Node, found: Exports) -> None:
    """Read `module.exports = { a }`, `module.exports = a` and `exports.a = …`."""
    if target in ("module.exports", "exports"):
        if right.type != "object":
            found.own["default"] = source.text(right) if right.type == "identifier" else "default"
            return
        for part in right.named_children:
            if part.type == "shorthand_property_identifier":
                found.own[source.text(part)] = source.text(part)
            elif part.type == "pair":
                key, value = part.named_children[0], bare(part.named_children[-1])
                local = value if value.type == "identifier" else key
                found.own[string_value(key)] = source.text(local)
    elif target.startswith(("module.exports.", "exports.")):
        name = target.rsplit(".", 1)[1]
        found.own[name] = source.text(right) if right.type == "identifier" else name


def _python(source: Source, found: Exports) -> None:
    for statement in import_statements(source):
        for each in statement.names:
            if each.name == "*" and each.local == "*":
                found.stars.append(each.module)
            elif statement.is_visible():
                found.handed_on[each.local] = (each.bound_module, each.name)
    pending = list(reversed(source.root.named_children))
    while pending:
        node = pending.pop()
        if node.type in ("if_statement", "try_statement", "else_clause", "block", "except_clause"):
            pending += reversed(node.named_children)
        for name in _python_names(node):
            text = source.text(name)
            found.own[text] = text
            found.handed_on.pop(text, None)


def _python_names(node: Node) -> list[Node]:
    if node.type == "decorated_definition":
        node = node.child_by_field_name("definition") or node
    if node.type in ("function_definition", "class_definition"):
        name = node.child_by_field_name("name")
        return [name] if name is not None else []
    if node.type == "expression_statement" and node.named_children:
        assignment = node.named_children[0]
        left = assignment.child_by_field_name("left")
        if assignment.type == "assignment" and left is not None and left.type == "identifier":
            return [left]
    return []
