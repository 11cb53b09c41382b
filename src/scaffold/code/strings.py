"""Every string that a file holds, in types and import statements too."""

from typing import Literal, NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.outline import Outline
from scaffold.code.spans import Span
from scaffold.syntax.tree import Node

_STRINGS = frozenset({"string", "template_string"})
_TEXTS = frozenset({"string_fragment", "string_content"})
Role = Literal[
    "value",
    "module",  # of an import or an export statement
    "type",  # `"a" | "b"`
]
_ROLES: dict[str, Role] = {
    "import_statement": "module",
    "export_statement": "module",
    "import_require_clause": "module",
    "literal_type": "type",
}


class String(NamedTuple):
    """One string; `texts` is what stands between its quotes and substitutions."""

    expr: Expr
    role: Role
    texts: tuple[Span, ...]


def strings(outline: Outline) -> list[String]:
    """Return every string of a file, in order; those that stand side by side one by one."""
    found = []
    todo: list[tuple[Node, str]] = [(outline.source.root, "")]
    while todo:
        node, above = todo.pop()
        if node.type in _STRINGS:
            texts = tuple(
                Span(each.start_byte, each.end_byte)
                for each in node.named_children
                if each.type in _TEXTS
            )
            expr = outline.expr_at(node.start_byte, node.end_byte)
            found.append(String(expr, _ROLES.get(above, "value"), texts))
        todo += [(child, node.type) for child in reversed(node.named_children)]
    return found
