"""A call as its file writes it, whatever it means."""

from typing import Self

from scaffold.code.expressions import Expr, Expressions
from scaffold.code.places import Placed
from scaffold.code.records import field, record
from scaffold.syntax.tree import Node

_LONGEST_TEXT = 40
_LONGEST_CHAIN = 100  # a chain of more calls is spelled by its last words


@record
class WrittenCall(Placed):
    """What is called, and what it is given.

    `root` and `attrs` spell the callee: `ctx.step.run(…)` is `ctx`, `("step", "run")`. `root` is
    None when the callee starts at another call, then `receiver`; or at anything else.
    """

    node: Node
    exprs: Expressions
    is_new: bool
    callee: Node | None = None
    root: str | None = None
    attrs: tuple[str, ...] = ()
    receiver: Self | None = None
    receiver_awaited: bool = False
    arguments: list[Node] = field(default_factory=list)
    keywords: dict[str, Node] = field(default_factory=dict)
    read: tuple[Expr, ...] = ()  # `args`, which are asked for again and again

    @property
    def called(self) -> Expr | None:
        """What is called: `ctx.step.run`."""
        return self.exprs.of(self.callee) if self.callee is not None else None

    @property
    def method(self) -> str:
        """The last word of `a.b()`, nothing for `f()`."""
        return self.attrs[-1] if self.attrs else ""

    @property
    def last_word(self) -> str:
        """The last word of what is called, also where it is no method."""
        return self.attrs[-1] if self.attrs else self.root or ""

    @property
    def args(self) -> tuple[Expr, ...]:
        """The arguments without a keyword, spreads included."""
        if len(self.read) != len(self.arguments):
            self.read = tuple(map(self.exprs.of, self.arguments))
        return self.read

    @property
    def kwargs(self) -> dict[str, Expr]:
        """The arguments with a keyword."""
        return {name: self.exprs.of(node) for name, node in self.keywords.items()}

    @property
    def _as_written(self) -> str:
        """`handlers[kind]`, as long as a line can hold it."""
        text = (self.callee.text or b"").decode(errors="replace") if self.callee is not None else ""
        return text if 0 < len(text) <= _LONGEST_TEXT and "\n" not in text else "…"

    @property
    def spelled(self) -> str:
        """The callee as its file writes it, for messages: `db.users.find`."""
        attrs = ".".join(self.attrs)
        if self.root is not None:
            return f"{self.root}.{attrs}" if attrs else self.root
        first: WrittenCall | None = self
        parts: list[str] = []
        while first is not None and first.root is None and len(parts) < _LONGEST_CHAIN:
            parts.append(".".join(first.attrs))
            first = first.receiver
        if first is None or first.root is None:
            return attrs or self._as_written
        start = ".".join((first.root or "", *first.attrs))
        links = (f"{start}()", *(f"{part}()" for part in reversed(parts[1:]) if part), parts[0])
        return ".".join(link for link in links if link)
