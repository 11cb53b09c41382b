"""Where things stand in a file, as offsets in bytes."""

from typing import NamedTuple, Protocol


class Spanned(Protocol):
    """Anything with a place in a file."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Span(NamedTuple):
    """A part of a file."""

    start: int
    end: int


def holds(outer: Spanned, inner: Spanned) -> bool:
    """Whether one thing stands in another of the same file, or is the same."""
    return outer.start <= inner.start and inner.end <= outer.end
