"""Expressions that are one of several: `a or b`, `a ?? b`, `c ? a : b`."""

from scaffold.syntax.tree import Node

_WRAPPERS = frozenset(
    {"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"}
)
CHOICES = frozenset(
    {"boolean_operator", "conditional_expression", "binary_expression", "ternary_expression"}
)
_MOST = 8


def bare(node: Node) -> Node:
    """Return what stands in parentheses, or before a type."""
    while node.type in _WRAPPERS and node.named_children:
        node = node.named_children[0]
    return node


def operands(node: Node) -> list[Node]:
    """Return what may be the value of a choice, also of those inside of it."""
    found: list[Node] = []
    todo: list[Node | None] = [node]
    while todo and len(found) < _MOST:
        at = todo.pop()
        if at is None:
            continue
        at = bare(at)
        if at.type == "conditional_expression":  # Python: value, condition, alternative
            parts = [child for child in at.named_children if child.type != "comment"]
            todo += reversed(parts[::2])
        elif at.type == "ternary_expression":
            todo.append(at.child_by_field_name("alternative"))
            todo.append(at.child_by_field_name("consequence"))
        elif at.type in CHOICES:
            operator = at.child_by_field_name("operator")
            word = operator.type if operator is not None else ""
            if word in ("or", "||", "??", "and", "&&"):
                todo.append(at.child_by_field_name("right"))
            if word in ("or", "||", "??"):
                todo.append(at.child_by_field_name("left"))
        else:
            found.append(at)
    return found
