"""What the statements at the top of a file define, as they would be moved or looked for."""

from typing import Literal

from scaffold.code.outline import Outline
from scaffold.code.places import Placed
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

DefinitionKind = Literal["function", "class", "type", "value"]
_KINDS: dict[str, DefinitionKind] = {
    "function_declaration": "function",
    "generator_function_declaration": "function",
    "function_definition": "function",
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    "class_definition": "class",
    "interface_declaration": "type",
    "type_alias_declaration": "type",
}
_VARIABLES = frozenset({"lexical_declaration", "variable_declaration"})
_ASSIGNMENTS = frozenset({"assignment", "assignment_expression"})


class Definition(Placed):
    """One statement at the top of a file, with its decorators, and the names that it defines.

    `exported` is how it exports them itself: by their own names, or by default.
    """

    __slots__ = ("exported", "kind", "names", "text")

    def __init__(self, node: Node, outline: Outline) -> None:
        self.node = node
        self.text = outline.text(node)
        self.exported: Literal["named", "default", None] = None
        inner = node
        if node.type == "export_statement":
            by_default = any(child.type == "default" for child in node.children)
            self.exported = "default" if by_default else "named"
            inner = node.child_by_field_name("declaration") or node
        inner = inner.child_by_field_name("definition") or inner
        self.kind: DefinitionKind = _KINDS.get(inner.type, "value")
        self.names = tuple(map(outline.text, _names(inner)))

    @property
    def last_line(self) -> int:
        return self.node.end_point[0] + 1


def definitions(outline: Outline) -> list[Definition]:
    """Return what a file defines at its top, in order; imports are none of it."""
    nodes = parts(outline.source.root)
    return [Definition(each, outline) for each in nodes if not each.type.startswith("import_")]


def exported_as(outline: Outline, name: str) -> list[str]:
    """Return the names that a file exports one of its own by."""
    every = outline.exports.values()
    return [each.name for each in every if each.module is None and each.local == name]


def _names(node: Node) -> list[Node]:
    field, holders = "name", [node]
    if node.type in _VARIABLES:
        holders = parts(node)
    elif node.type == "expression_statement":
        field, holders = "left", [each for each in parts(node)[:1] if each.type in _ASSIGNMENTS]
    found = (each.child_by_field_name(field) for each in holders)
    return [each for each in found if each is not None]
