"""What stands around an expression and changes nothing about its value."""

from scaffold.syntax.tree import Node

AWAIT = frozenset({"await_expression", "await"})
# Parentheses and what only the type checker reads: `(x)`, `x as T`, `x!`, `<T>x`, `f<T>`.
TRANSPARENT = frozenset(
    {"parenthesized_expression", "as_expression", "satisfies_expression",
     "non_null_expression", "type_assertion", "instantiation_expression"}
)  # fmt: skip
# Python's `(x := f())` is `x`; its value is assigned where it stands.
NAMING = frozenset({"named_expression"})
WRAPPERS = AWAIT | TRANSPARENT | NAMING
_LAST = frozenset({"type_assertion", "await"})


def inner(node: Node) -> Node | None:
    """Return what a wrapper stands for, None when it is empty."""
    children = node.named_children
    if len(children) != 1:
        children = [child for child in children if child.type != "comment"]
    if not children:
        return None
    return children[-1 if node.type in _LAST else 0]


def bare(node: Node) -> Node:
    """Return what stands in parentheses, before a type, behind `await`, or gets a value there."""
    while node.type in WRAPPERS:
        found = inner(node)
        if found is None:
            break
        node = found
    return node


def parts(node: Node) -> list[Node]:
    """Return what stands in a node, comments left out."""
    return [child for child in node.named_children if child.type != "comment"]
