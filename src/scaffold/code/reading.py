"""What was read of a file: its functions and calls, in order, some of them put off.

What stands inside the functions of a TypeScript file is read when someone asks for it. Most files
of a large project are only asked which functions they define.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from scaffold.code.expressions import Expr
from scaffold.code.places import Placed
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


class Named(Protocol):
    """Something that has a name in its file."""

    name: str


N = TypeVar("N", bound=Named)
B = TypeVar("B", bound=Placed)
S = TypeVar("S", bound=Placed)
T = TypeVar("T")


def by_name(found: Iterable[N]) -> dict[str, list[N]]:
    """Return things by their names, in order."""
    table: dict[str, list[N]] = {}
    for each in found:
        table.setdefault(each.name, []).append(each)
    return table


class Reading(Generic[B, S]):
    """The bodies and call sites of one file. The walk fills it; `rest` reads what it put off."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.read_bodies: list[B] = []
        self.read_body_at: dict[int, B] = {}
        self.read_site_at: dict[int, S] = {}
        self.unread: Sequence[B] = ()
        self.rest: Callable[[], None] | None = None

    def read_rest(self) -> None:
        """Read the inside of every function."""
        if self.rest is not None:
            rest, self.rest = self.rest, None
            rest()

    @property
    def bodies(self) -> list[B]:
        """Every function and class, and the module first."""
        self.read_rest()
        return self.read_bodies

    def sites(self) -> tuple[S, ...]:
        """Return every call, in order."""
        self.read_rest()
        return tuple(self.read_site_at.values())

    def sites_at(self, sign: re.Pattern[bytes]) -> tuple[S, ...]:
        """Return every call, in order; those in functions only where the text has the sign."""
        if self.rest is not None:
            found = (match.start() for match in sign.finditer(self.source.content))
            if any(map(self._is_unread, found)):
                self.read_rest()
        return tuple(self.read_site_at.values())

    def site(self, at: Node | Expr) -> S | None:
        """Return the call that an expression is."""
        return self._at(at, self.read_site_at)

    def body(self, at: Node | Expr) -> B | None:
        """Return the function or class that an expression writes."""
        return self._at(at, self.read_body_at)

    def _at(self, at: Node | Expr, read: dict[int, T]) -> T | None:
        node = at.node if isinstance(at, Expr) else at
        found = read.get(node.id)
        if found is None and self.rest is not None and self._is_unread(node.start_byte):
            self.read_rest()
            found = read.get(node.id)
        return found

    def _is_unread(self, offset: int) -> bool:
        return any(each.start <= offset < each.end for each in self.unread)
