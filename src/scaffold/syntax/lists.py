"""Insert and remove one element of a list, in the list's own layout.

The same code edits arrays, Python lists, the names of an import and `export { … }` blocks. It
never reformats: one line stays one line, a missing trailing comma stays missing.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from scaffold.syntax.edits import Edit
from scaffold.syntax.lines import (
    above_directives,
    comment_end,
    indent_unit,
    indentation,
    is_blank,
    is_first_on_line,
    line_start,
    newline_at,
    next_line,
)
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


class Element(NamedTuple):
    """One element, the comma behind it, and the comments that belong to it."""

    node: Node
    comma: Node | None
    end: int  # behind the node and the comments before its comma
    line_end: int  # behind the comma and the comment on the same line

    @property
    def start(self) -> int:
        return self.node.start_byte


class Elements(NamedTuple):
    """What stands between two brackets; `opened` and `closed` are the offsets inside them."""

    source: Source
    opened: int
    closed: int
    elements: tuple[Element, ...]
    comments: tuple[Node, ...]

    @property
    def nodes(self) -> list[Node]:
        return [element.node for element in self.elements]

    @property
    def texts(self) -> list[str]:
        """The elements as they are written."""
        return [self.source.text(element.node) for element in self.elements]

    def place_of(self, start: int) -> int:
        """Return which element begins at an offset. Raises ValueError when none does."""
        return [element.start for element in self.elements].index(start)


def elements(source: Source, node: Node) -> Elements:
    """Return the elements of an array, a list, an import's names or an export block."""
    children = node.children
    opened, closed = node.start_byte, node.end_byte
    if node.type == "import_from_statement":
        at = next(i for i, child in enumerate(children) if child.type == "import")
        children = children[at + 1 :]
        opened = children[0].start_byte
        if children[0].type == "(":
            opened, closed = children[0].end_byte, children[-1].start_byte
            children = children[1:-1]
    else:
        children = children[1:-1]
        opened, closed = node.children[0].end_byte, node.children[-1].start_byte
    return Elements(
        source,
        opened,
        closed,
        tuple(_elements(source, children)),
        tuple(child for child in children if child.type == "comment"),
    )


def _elements(source: Source, children: Sequence[Node]) -> list[Element]:
    found = []
    for at, node in enumerate(children):
        if node.type in (",", "comment"):
            continue
        comma: Node | None = None
        end = line = node.end_byte
        row = node.end_point.row
        for index in range(at + 1, len(children)):
            child = children[index]
            if child.type == ",":
                if comma is not None:
                    break
                comma, line, row = child, child.end_byte, child.end_point.row
            elif child.type != "comment":
                break
            elif comma is None and _comma_follows(children, index):
                end = line = comment_end(source, child)
            elif child.start_point.row == row and not _element_follows(children, index):
                line = comment_end(source, child)
            else:
                break
        found.append(Element(node, comma, end, line))
    return found


def _comma_follows(children: Sequence[Node], index: int) -> bool:
    following = _after_comments(children, index)
    return following is not None and following.type == ","


def _element_follows(children: Sequence[Node], index: int) -> bool:
    """Whether another element stands on the line where this comment ends."""
    following = _after_comments(children, index)
    row = children[index].end_point.row
    return following is not None and following.start_point.row == row


def _after_comments(children: Sequence[Node], index: int) -> Node | None:
    while index < len(children) and children[index].type == "comment":
        index += 1
    return children[index] if index < len(children) else None


def place_in_order(keys: Sequence[str], key: str) -> int:
    """Return where a key belongs in keys that are sorted, the end when they are not."""
    for collate in (str.casefold, str):
        folded = [collate(each) for each in keys]
        if folded == sorted(folded):
            return bisect_right(folded, collate(key))
    return len(keys)


def insert(items: Elements, text: str, place: int) -> list[Edit]:
    """Return the edits that make `text` the element at `place`."""
    if not items.elements:
        return _insert_only(items, text.encode())
    if place == 0:
        return _insert_first(items, text.encode())
    return _insert_after(items, text.encode(), place)


def _insert_only(items: Elements, text: bytes) -> list[Edit]:
    source, content = items.source, items.source.content
    if b"\n" not in content[items.opened : items.closed]:
        if items.comments:
            end = comment_end(source, items.comments[-1])
            return [Edit(end, end, b" " + text)]
        space = content[items.opened : items.closed]
        return [Edit(items.closed, items.closed, text + space)]
    after, indent = items.opened, None
    if items.comments:
        last = items.comments[-1]
        after = comment_end(source, last)
        if is_first_on_line(content, last.start_byte):
            indent = indentation(content, last.start_byte)
        if is_blank(content, after, items.closed) and b"\n" not in content[after : items.closed]:
            return [Edit(after, after, b" " + text)]
    if indent is None:
        indent = indentation(content, items.closed) + indent_unit(source)
    return [Edit(after, after, newline_at(source, after) + indent + text + b",")]


def _insert_first(items: Elements, text: bytes) -> list[Edit]:
    source, content = items.source, items.source.content
    first = items.elements[0]
    if not is_first_on_line(content, first.start):
        return [Edit(first.start, first.start, text + _separator(items))]
    at = above_directives(source, first.node)
    ending = newline_at(source, at)
    return [Edit(at, at, text + b"," + ending + indentation(content, at))]


def _insert_after(items: Elements, text: bytes, place: int) -> list[Edit]:
    source, content = items.source, items.source.content
    previous = items.elements[place - 1]
    is_last = place == len(items.elements)
    following = items.closed if is_last else items.elements[place].start
    has_line_break = b"\n" in content[previous.line_end : following]
    if _leads_with_comma(items):
        commas = [element.comma.start_byte for element in items.elements if element.comma]
        end = previous.node.end_byte
        line = newline_at(source, end) + indentation(content, commas[0]) + b", " + text
        return [Edit(end, end, line)]
    if not has_line_break:
        hugged = is_last and len(items.elements) > 1 and previous.comma is None
        if hugged and is_first_on_line(content, previous.start):
            # The closing bracket stands behind the last element, but each has its own line.
            indent = indentation(content, previous.start)
            ending = newline_at(source, line_start(content, previous.start) - 1)
            return [Edit(previous.end, previous.end, b"," + ending + indent + text)]
        return [Edit(previous.end, previous.end, _separator(items) + text)]
    if is_first_on_line(content, previous.start):
        indent = indentation(content, previous.start)
    elif not is_last and is_first_on_line(content, following):
        indent = indentation(content, following)
    else:
        rows = [e.start for e in items.elements if is_first_on_line(content, e.start)]
        outer = indentation(content, items.closed) + indent_unit(source)
        indent = indentation(content, rows[-1]) if rows else outer
    edits = []
    if previous.comma is None:
        edits.append(Edit(previous.node.end_byte, previous.node.end_byte, b","))
    trailing = b"" if is_last and previous.comma is None else b","
    line = newline_at(source, previous.line_end) + indent + text + trailing
    return [*edits, Edit(previous.line_end, previous.line_end, line)]


def _leads_with_comma(items: Elements) -> bool:
    """Whether each line begins with the comma: `[ a` / `, b` / `]`."""
    commas = [element.comma for element in items.elements if element.comma is not None]
    content = items.source.content
    return bool(commas) and all(is_first_on_line(content, comma.start_byte) for comma in commas)


def _separator(items: Elements) -> bytes:
    content = items.source.content
    for element, following in zip(items.elements, items.elements[1:], strict=False):
        if element.comma is not None:
            space = content[element.comma.end_byte : following.start]
            if is_blank(space, 0, len(space)) and b"\n" not in space:
                return b"," + space
    return b", "


def remove(items: Elements, place: int) -> list[Edit]:
    """Return the edits that take the element at `place` out, the exact inverse of `insert`.

    Its comma goes with it, and the comment on its line; comments above it stay.
    """
    content = items.source.content
    element = items.elements[place]
    previous = items.elements[place - 1] if place else None
    following = items.elements[place + 1] if place + 1 < len(items.elements) else None
    begin, after = line_start(content, element.start), next_line(content, element.line_end)
    if _leads_with_comma(items):
        if previous is not None:
            return [Edit(previous.end, element.end, b"")]
        assert following is not None
        return [Edit(element.start, following.start, b"")]
    ends_line = is_blank(content, element.line_end, after) and after <= items.closed
    if is_first_on_line(content, element.start) and ends_line:
        edits = [Edit(begin, after, b"")]
        if following is None and element.comma is None and previous is not None:
            edits.append(_without(previous.comma))
        return edits
    if previous is None and following is None:
        return [_remove_only(items, element)]
    if following is not None and (previous is None or is_first_on_line(content, element.start)):
        start_of_next = min(
            [following.start]
            + [c.start_byte for c in items.comments if element.line_end <= c.start_byte]
        )
        return [Edit(element.start, start_of_next, b"")]
    assert previous is not None
    comma = previous.comma
    if comma is not None and previous.line_end > comma.end_byte:
        # A line comment stands between: it must keep its line.
        return [_without(comma), Edit(element.start, element.end, b"")]
    return [Edit(previous.end, element.end, b"")]


def _without(comma: Node | None) -> Edit:
    assert comma is not None
    return Edit(comma.start_byte, comma.end_byte, b"")


def _remove_only(items: Elements, element: Element) -> Edit:
    content = items.source.content
    start, end = element.start, element.end
    if element.comma is not None:
        end = element.comma.end_byte
    while content[start - 1 : start] in (b" ", b"\t") and items.comments:
        start -= 1
    if not items.comments and content[start - 1 : start] in (b" ", b"\t"):
        while content[end : end + 1] in (b" ", b"\t"):
            end += 1
    return Edit(start, end, b"")
