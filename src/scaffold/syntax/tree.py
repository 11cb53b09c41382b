"""Nodes of a syntax tree, and all of them in order."""

from collections.abc import Iterator

from tree_sitter import Node as Node


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, in source order."""
    pending = [node]
    while pending:
        at = pending.pop()
        yield at
        pending += reversed(at.children)
