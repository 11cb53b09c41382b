"""Expressions without what stands around them and changes nothing: parentheses, types, casts."""

from weakref import WeakKeyDictionary

from scaffold.syntax.imports import imports
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare, parts

_TYPING = ("typing", "typing_extensions")
_CHAINS = {"member_expression": "property", "attribute": "attribute"}
_NONE: frozenset[str] = frozenset()
_casts: WeakKeyDictionary[Source, frozenset[str]] = WeakKeyDictionary()


def casts(source: Source) -> frozenset[str]:
    """Return how a Python file calls `typing.cast`."""
    if source.language.name != "python" or b"cast" not in source.content:
        return _NONE
    if source not in _casts:
        found = (
            f"{each.local}.cast" if each.name == "*" else each.local
            for each in imports(source)
            if each.module in _TYPING and each.name in ("*", "cast")
        )
        _casts[source] = frozenset(found)
    return _casts[source]


def cast(source: Source, node: Node) -> Node | None:
    """Return the value that `cast(T, x)` gives: `x`; None for anything else."""
    if node.type != "call":
        return None
    callee, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if callee is None or given is None or source.text(callee) not in casts(source):
        return None
    values = parts(given)
    return values[1] if len(values) == 2 else None


def plain(source: Source, node: Node) -> Node:
    """Return what stands in parentheses, before a type, in a cast, or behind `await`."""
    node = bare(node)
    while casts(source) and (inner := cast(source, node)) is not None:
        node = bare(inner)
    return node


def spelled(source: Source, node: Node) -> str:
    """Return `a.b.c` for a chain of names, however it is written; the text of anything else."""
    node = plain(source, node)
    names: list[str] = []
    at = node
    while at.type in _CHAINS:
        holder, name = at.child_by_field_name("object"), at.child_by_field_name(_CHAINS[at.type])
        if holder is None or name is None:
            break
        names.append(source.text(name))
        at = plain(source, holder)
    return ".".join((source.text(at), *reversed(names)))
