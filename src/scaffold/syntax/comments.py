"""The comments of a file."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.syntax.source import Source
from scaffold.syntax.tree import walk


class Comment(NamedTuple):
    """One comment and where it stands."""

    start: int
    end: int
    text: str


def comments(source: Source) -> Iterator[Comment]:
    """Yield every comment of a file, in order."""
    for node in walk(source.root):
        if node.type == "comment":
            yield Comment(node.start_byte, node.end_byte, source.text(node))
