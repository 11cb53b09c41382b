"""Python's `typing.cast`, which changes nothing about a value."""

from scaffold.syntax.imports import imports
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

_TYPING = ("typing", "typing_extensions")
_NONE: frozenset[str] = frozenset()


def casts(source: Source) -> frozenset[str]:
    """Return how a Python file calls `typing.cast`."""
    if source.language.name != "python" or b"cast" not in source.content:
        return _NONE
    made: frozenset[str] | None = source.made.get("casts")
    if made is None:
        made = source.made["casts"] = frozenset(
            f"{each.local}.cast" if each.name == "*" else each.local
            for each in imports(source)
            if each.module in _TYPING and each.name in ("*", "cast")
        )
    return made


def cast(source: Source, node: Node) -> Node | None:
    """Return the value that `cast(T, x)` gives: `x`; None for anything else."""
    if node.type != "call":
        return None
    callee, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if callee is None or given is None or source.text(callee) not in casts(source):
        return None
    values = parts(given)
    return values[1] if len(values) == 2 else None
