"""Names and where they can be used: a block, a loop, a comprehension, or all of a function."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

from scaffold.code.spans import Span
from scaffold.syntax.tree import Node


class Scope:
    """Where a name can be used: a block, a loop, a comprehension.

    `without` is the part of a comprehension that does not see its names. What `leaks` can be used
    after it too, as what a `for` of Python binds.
    """

    __slots__ = ("end", "leaks", "start", "without")

    def __init__(self, node: Node, leaks: bool = False, without: Node | None = None) -> None:
        self.start = node.start_byte
        self.end = node.end_byte
        self.leaks = leaks
        self.without = Span(without.start_byte, without.end_byte) if without is not None else None

    def sees(self, offset: int) -> bool:
        """Whether the names of this scope can be used at an offset, or hide others there."""
        if not self.start <= offset < self.end:
            return False
        return self.without is None or not self.without.start <= offset < self.without.end


class Bound(Protocol):
    """A name that is bound somewhere; without a scope it can be used in all of its function."""

    name: str
    scope: Scope | None

    @property
    def start(self) -> int: ...


B = TypeVar("B", bound=Bound)


class Names(Generic[B]):
    """What is bound in a function, a class or a module."""

    __slots__ = ()

    # The widest binding of each name, and the others of the same name in blocks.
    bindings: dict[str, B]
    rivals: dict[str, list[B]]

    def declare(self, binding: B) -> None:
        """Add a binding; one of the same name in the same scope gives way."""
        name = binding.name
        known = self.bindings.get(name)
        if known is None or known.scope is binding.scope:
            self.bindings[name] = binding
            return
        rivals = self.rivals.setdefault(name, [])
        if binding.scope is None:
            self.bindings[name], binding = binding, known
        rivals[:] = [each for each in rivals if each.scope is not binding.scope]
        rivals.append(binding)

    def own(self, name: str, at: int | None = None) -> B | None:
        """Return what a name stands for at an offset of this body, when it is bound in here.

        Without an offset it is the one that can be used in most of the body.
        """
        found = self.bindings.get(name)
        if found is None or at is None or (found.scope is None and name not in self.rivals):
            return found
        wide, nearest, leaked = found if found.scope is None else None, None, None
        for each in (found, *self.rivals.get(name, ())):
            scope = each.scope
            if scope is None:
                continue
            if scope.sees(at):
                if nearest is None or nearest.scope is None or nearest.scope.start <= scope.start:
                    nearest = each
            elif scope.leaks and (leaked is None or leaked.start < each.start < at):
                leaked = each
        return nearest or wide or leaked

    def declared(self) -> Iterator[B]:
        """Yield every binding of this body, also those of one name in several blocks."""
        for name, binding in self.bindings.items():
            yield binding
            yield from self.rivals.get(name, ())
