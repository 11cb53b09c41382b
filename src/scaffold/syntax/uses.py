"""Whether a file reads a name, and which import it stands for."""

from collections.abc import Iterable, Iterator

from scaffold.syntax.imports import Imported, imported_as, imports
from scaffold.syntax.scopes import meaning, walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


def import_at(source: Source, name: str, offset: int) -> Imported | None:
    """Return the import that a name stands for at an offset, None when it is something else."""
    at = source.root.descendant_for_byte_range(offset, offset)
    found = meaning(source, at or source.root, name)
    return found if isinstance(found, Imported) else None


def is_used(source: Source, name: str, apart_from: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether a name is read anywhere outside imports and the ranges given."""
    return any(True for _ in _uses(source, name, apart_from))


def is_import_used(
    source: Source, bound: Imported, apart_from: Iterable[tuple[int, int]] = ()
) -> bool:
    """Whether what one import binds is read outside the ranges given, by scope."""
    uses = _uses(source, bound.local, apart_from)
    if len(imported_as(source, bound.local)) == 1:
        return any(True for _ in uses)
    meanings = (meaning(source, node, bound.local) for node in uses)
    return any(not isinstance(m, Imported) or m.node == bound.node for m in meanings)


def _uses(source: Source, name: str, apart_from: Iterable[tuple[int, int]]) -> Iterator[Node]:
    skipped = [(each.statement.start_byte, each.statement.end_byte) for each in imports(source)]
    skipped += apart_from
    for node in walk(source.root):
        if node.type not in _NAMES or source.text(node) != name or _is_attribute(node):
            continue
        start, end = node.start_byte, node.end_byte
        if not any(first <= start and end <= last for first, last in skipped):
            yield node


_NAMES = frozenset({"identifier", "shorthand_property_identifier", "type_identifier"})


def _is_attribute(node: Node) -> bool:
    """Whether an identifier is the `b` of Python's `a.b` or `f(b=1)`: no use of a name `b`."""
    above = node.parent
    if above is None or above.type not in ("attribute", "keyword_argument"):
        return False
    return node == above.child_by_field_name("attribute" if above.type == "attribute" else "name")
