"""What a statement takes in of another one, which then is none: merging.py says which do."""

from scaffold.syntax.tree import Node


class Merged:
    """The statements of one file that stand for more, or for less, than is written there.

    `begins` says where a statement begins that a declaration is a part of, `joined` which
    declarations are, `dropped` what a declaration is about whose name nothing reads, and `awaited`
    what a name stands for behind an `await`. All go by the IDs of syntax nodes.
    """

    def __init__(self) -> None:
        self.begins: dict[int, int] = {}
        self.joined: set[int] = set()
        self.awaited: set[int] = set()
        self.dropped: dict[int, Node] = {}

    def awaits(self, value: Node) -> bool:
        """Whether a name stands for a value behind an `await`."""
        return value.id in self.awaited

    def drops(self, assignment: Node) -> bool:
        """Whether Python's `x = f()` is such a declaration: then `f()` stands in nothing."""
        around = assignment.parent if self.dropped else None
        return around is not None and around.id in self.dropped
