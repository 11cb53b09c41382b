"""What stands around an expression and changes nothing about its value: off it, and found again."""

from scaffold.syntax.imports import imports
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, NAMING, TRANSPARENT, bare, inner, parts

_TYPING = ("typing", "typing_extensions")


class Wrapping:
    """Parentheses, types, `await` and casts in one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        # How Python's `typing.cast` is called here: it changes nothing about a value.
        self.casts = _casts(source)

    def text(self, node: Node) -> str:
        return self.source.content[node.start_byte : node.end_byte].decode()

    def cast(self, node: Node) -> Node | None:
        """Return the value that `cast(T, x)` gives: `x`; None for anything else."""
        if not self.casts or node.type != "call":
            return None
        callee, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if callee is None or given is None or self.text(callee) not in self.casts:
            return None
        values = parts(given)
        return values[1] if len(values) == 2 else None

    def bare(self, node: Node) -> Node:
        """Return what stands in parentheses, before a type, in a cast, or behind `await`."""
        node = bare(node)
        while self.casts and (inner := self.cast(node)) is not None:
            node = bare(inner)
        return node

    def around(self, node: Node) -> list[Node]:
        """Return what is around a node and changes nothing, innermost first."""
        found: list[Node] = []
        above = node.parent
        while above is not None:
            names = above.type in NAMING and inner(above) == (found or [node])[-1]
            if above.type not in TRANSPARENT and above.type not in AWAIT and not names:
                if not self.casts or above.type != "argument_list":
                    break
                above = above.parent
                if above is None or self.cast(above) != (found or [node])[-1]:
                    break
            found.append(above)
            above = above.parent
        return found

    def type_in(self, wrapper: Node) -> str | None:
        """Return the type that a wrapper asserts, as written."""
        given = parts(wrapper)
        if wrapper.type == "type_assertion" and given:
            return self.text(given[0])[1:-1].strip()
        if len(given) == 2 and wrapper.type in ("as_expression", "satisfies_expression"):
            return self.text(given[1])
        return None


def _casts(source: Source) -> frozenset[str]:
    """How a Python file calls `typing.cast`."""
    if source.language.name != "python" or b"cast" not in source.content:
        return frozenset()
    return frozenset(
        f"{each.local}.cast" if each.name == "*" else each.local
        for each in imports(source)
        if each.module in _TYPING and each.name in ("*", "cast")
    )
