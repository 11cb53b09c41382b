"""What a place in a function stands in: loops and tries."""

from typing import Literal

from scaffold.code.expressions import Expr, Expressions
from scaffold.code.grammar import clause_sources, field, first
from scaffold.syntax.tree import Node


class Placed:
    """Something that a syntax node of a file stands for."""

    __slots__ = ("node",)

    node: Node

    @property
    def start(self) -> int:
        return self.node.start_byte

    @property
    def end(self) -> int:
        return self.node.end_byte

    @property
    def line(self) -> int:
        return self.node.start_point[0] + 1


class Region:
    """A part of a try statement: `kind` says which; `parent` is the region around it."""

    __slots__ = ("attempt", "caught", "kind", "parent")

    def __init__(
        self,
        kind: Literal["try", "catch", "finally"],
        attempt: "Attempt",
        parent: "Region | None",
        caught: "Catch | None" = None,
    ) -> None:
        self.kind = kind
        self.attempt = attempt
        self.parent = parent
        self.caught = caught


class _Part(Placed):
    __slots__ = ("exprs",)

    def __init__(self, node: Node, exprs: Expressions) -> None:
        self.node = node
        self.exprs = exprs


class Return(_Part):
    """One place where a function gives a result."""

    __slots__ = ()

    @property
    def expr(self) -> Expr | None:
        """What it gives; None for `return` alone."""
        given = first(self.node) if self.node.type == "return_statement" else self.node
        return self.exprs.of(given) if given is not None else None


class Catch(_Part):
    """One catch or except clause.

    `types` are the exceptions named (empty: everything). `throws` says whether the clause throws
    anything, `returns` whether it ends the function.
    """

    __slots__ = ("attempt", "name", "returns", "throws", "types")

    def __init__(self, node: Node, exprs: Expressions, attempt: "Attempt") -> None:
        super().__init__(node, exprs)
        self.attempt = attempt
        self.types: tuple[Node, ...] = ()
        self.name: str | None = None
        self.throws = self.returns = False

    @property
    def exceptions(self) -> tuple[Expr, ...]:
        """The exceptions named; empty: everything."""
        return tuple(map(self.exprs.of, self.types))


class Attempt(_Part):
    """One try statement."""

    __slots__ = ("catches",)

    def __init__(self, node: Node, exprs: Expressions) -> None:
        super().__init__(node, exprs)
        self.catches: list[Catch] = []


LoopKind = Literal["each", "counted", "while", "do", "comprehension"]
_KINDS: dict[str, LoopKind] = {
    "for_in_statement": "each",
    "while_statement": "while",
    "do_statement": "do",
}


class Loop(_Part):
    """A loop or comprehension around a place: the names it binds, and the loop around it.

    kind `each` runs over something, `counted` is `for (let i = 0; …; i++)`.
    """

    __slots__ = ("kind", "names", "parent")

    def __init__(
        self, node: Node, exprs: Expressions, names: tuple[str, ...], parent: "Loop | None"
    ) -> None:
        super().__init__(node, exprs)
        self.names = names
        self.parent = parent
        kind = node.type
        if kind == "for_statement":
            python = exprs.source.language.name == "python"
            self.kind: LoopKind = "each" if python else "counted"
        else:
            self.kind = _KINDS.get(kind, "comprehension")

    @property
    def over(self) -> Expr | None:
        """What it runs over; for a comprehension, what its first clause runs over."""
        return next(iter(self.sources), None)

    @property
    def sources(self) -> tuple[Expr, ...]:
        """What each clause of a comprehension runs over; the only one of a loop."""
        if self.kind == "comprehension":
            return tuple(map(self.exprs.of, clause_sources(self.node)))
        over = self._expr("right")
        return (over,) if over is not None else ()

    @property
    def is_generator(self) -> bool:
        """Whether nothing runs until somebody goes through it: `(f(x) for x in rows)`."""
        return self.exprs.of(self.node).gathers == "generator"

    @property
    def test(self) -> Expr | None:
        """What is tested before or after each round."""
        return self._expr("condition")

    @property
    def update(self) -> Expr | None:
        """What a counted loop does after each round: `i++`."""
        return self._expr("increment")

    def _expr(self, name: str) -> Expr | None:
        found = field(self.node, name)
        if found is not None and found.type == "expression_statement":
            found = first(found)
        return (
            self.exprs.of(found) if found is not None and found.type != "empty_statement" else None
        )
