"""What ways to write the same program are made of."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scaffold.code.outline import Outline
from scaffold.code.walk import outline
from scaffold.syntax.edits import Edit
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


class Rewritten(NamedTuple):
    """A file's new text. `moved`: the lines of a statement, and the first line of its new place."""

    kind: str
    offset: int
    text: str
    moved: tuple[int, int, int] | None = None

    def line(self, line: int) -> int:
        """Return the line that stands for a line, of the old or the new text, in both."""
        if self.moved is None:
            return line
        first, last, place = self.moved
        return first if first <= line <= last or line >= place else line


class File:
    """A file to rewrite."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.source = Source.parse(path, text.encode())
        self.outline: Outline = outline(self.source)
        self.python = self.source.language.name == "python"
        self.typed = path.endswith((".ts", ".tsx", ".mts", ".cts"))
        self.nodes = list(walk(self.source.meant.root_node))

    def text(self, node: Node) -> str:
        return self.source.text(node)


class Change(NamedTuple):
    offset: int
    edits: list[Edit]
    moved: tuple[int, int, int] | None = None


Rewrite = Callable[[File], Iterator[Change]]


def edits_of(*edits: tuple[int, int, str]) -> list[Edit]:
    return [Edit(start, end, new.encode()) for start, end, new in edits]


def walk(node: Node) -> Iterator[Node]:
    todo = [node]
    while todo:
        at = todo.pop()
        yield at
        todo += reversed(at.children)
