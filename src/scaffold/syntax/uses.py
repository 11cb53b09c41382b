"""Whether a file reads a name."""

from collections.abc import Iterable

from scaffold.syntax.imports import imports
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node, walk

_NAMES = frozenset({"identifier", "shorthand_property_identifier", "type_identifier"})


def is_used(source: Source, name: str, apart_from: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether a name is read anywhere outside imports and the ranges given."""
    skipped = [(each.statement.start_byte, each.statement.end_byte) for each in imports(source)]
    skipped += apart_from
    for node in walk(source.root):
        if node.type not in _NAMES or source.text(node) != name or _is_attribute(node):
            continue
        start, end = node.start_byte, node.end_byte
        if not any(first <= start and end <= last for first, last in skipped):
            return True
    return False


def _is_attribute(node: Node) -> bool:
    """Whether an identifier is the `b` of Python's `a.b` or `f(b=1)`: no use of a name `b`."""
    above = node.parent
    if above is None or above.type not in ("attribute", "keyword_argument"):
        return False
    return node == above.child_by_field_name("attribute" if above.type == "attribute" else "name")
