"""Where the walk over a tree stands, and what all of its parts share."""

from collections.abc import Callable
from typing import Any

from scaffold.code.kinds import Use
from scaffold.code.outline import Binding, Body, CallSite, Outline
from scaffold.code.places import Loop, Region
from scaffold.code.scopes import Scope
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

CALL = frozenset({"call_expression", "new_expression", "call"})
FUNCTIONS = frozenset(
    {"arrow_function", "function_expression", "generator_function", "lambda", "function"}
)
NAMES = frozenset({"identifier", "this", "super", "shorthand_property_identifier"})


class Frame:
    """Where the walk stands: the body, and how the value at this place is used."""

    __slots__ = (
        "awaited", "body", "index", "loop", "owner", "path", "region", "scope", "target", "use",
    )  # fmt: skip

    def __init__(
        self,
        body: Body,
        use: Use = "other",
        loop: Loop | None = None,
        region: Region | None = None,
        owner: CallSite | None = None,
        index: int | None = None,
        target: Node | None = None,
        awaited: bool = False,
        path: tuple[str, ...] = (),
        scope: Scope | None = None,
    ) -> None:
        self.scope = scope
        self.body = body
        self.use = use
        self.loop = loop
        self.region = region
        self.owner = owner
        self.index = index
        self.target = target
        self.awaited = awaited
        self.path = path

    def to(
        self,
        use: Use,
        owner: CallSite | None = None,
        index: int | None = None,
        target: Node | None = None,
        path: tuple[str, ...] = (),
    ) -> "Frame":
        return Frame(
            self.body, use, self.loop, self.region, owner, index, target, False, path, self.scope
        )

    def at(
        self, *, loop: Loop | None = None, region: Region | None = None, scope: Scope | None = None
    ) -> "Frame":
        found = Frame(self.body, "other", loop or self.loop, region or self.region)
        found.scope = scope or self.scope
        return found


class Walker:
    """A walk: depth first, with its own stack, as generated code is deeper than ours."""

    def __init__(self, source: Source) -> None:
        self.outline = Outline(source)
        self.content = source.content
        # Whether names outlive the block that binds them, as Python's do.
        self.leaks = self.outline.language == "python"
        self.stack: list[tuple[Node, Frame]] = []
        self.named: list[tuple[Binding, Node]] = []
        self.table: dict[str, Callable[[Any, Node, Frame], None]] = {}
        # Functions whose inside is read later, each with how many bodies and calls come before
        # what stands in it; None while insides are read.
        self.put_off: list[tuple[Body, int, int]] | None = None

    def text(self, node: Node) -> str:
        return self.content[node.start_byte : node.end_byte].decode()

    def push(self, node: Node | None, frame: Frame) -> None:
        if node is not None:
            self.stack.append((node, frame))

    def children(self, node: Node, frame: Frame) -> None:
        for child in reversed(node.named_children):
            self.stack.append((child, frame))
