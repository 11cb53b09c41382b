"""How files are written: line ending, quotes, semicolons, indentation; a text put into that style.

What is rewritten is a rendered file of ours: double quotes, semicolons, two spaces, `\\n`.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.lines import indent_unit
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node, walk

_Value = TypeVar("_Value", bound=Hashable)


class TextStyle(NamedTuple):
    """The style of a file, as a formatter's settings would say it."""

    newline: str = "\n"
    quote: str = '"'
    semicolons: bool = True
    indent: str = "  "


def style_of(groups: Iterable[Sequence[Source]]) -> TextStyle:
    """Return the style that most files have, each property by the first group that shows it."""
    listed = [[_Shown(source) for source in group] for group in groups]
    voted = (
        _vote([[getattr(one, name) for one in group] for group in listed], usual)
        for name, usual in TextStyle()._asdict().items()
    )
    return TextStyle(*voted)


def restyled(path: str, content: bytes, style: TextStyle) -> bytes:
    """Return a file in another style; in Python, only the line ending changes.

    Each step is proved: what would parse as anything else is left as it is.
    """
    source = Source.parse(path, content)
    if source.language.name != "python":
        if style.quote == "'":
            source = _applied(source, list(_single_quotes(source)))
        if not style.semicolons:
            source = _applied(source, list(_without_semicolons(source)))
        if style.indent != "  ":
            source = _applied(source, list(_indented(source, style.indent)))
    content = source.content
    return content.replace(b"\n", b"\r\n") if style.newline == "\r\n" else content


def _vote(groups: list[list[_Value | None]], usual: _Value) -> _Value:
    for group in groups:
        counts = Counter(value for value in group if value is not None)
        if counts:
            most = max(counts.values())
            return usual if counts[usual] == most else counts.most_common(1)[0][0]
    return usual


class _Shown:
    """What one file shows of its style; None for what it does not."""

    def __init__(self, source: Source) -> None:
        self.newline = source.newline if b"\n" in source.content else None
        self.quote: str | None = None
        self.semicolons: bool | None = None
        self.indent: str | None = None
        if source.language.name != "python" and not source.has_error:
            nodes = list(walk(source.root))
            quotes = Counter(
                source.text(node)[0]
                for node in nodes
                # Named: the type `string` is a node of that type too.
                if node.type == "string" and node.is_named and not _holds_quotes(source, node)
            )
            self.quote = _clear(quotes)
            ends = [_is_ended(node) for node in nodes if node.type in _STATEMENTS]
            self.semicolons = _clear(Counter(end for end in ends if end is not None))
            if re.search(rb"^[ \t]+[^\s*]", source.content, re.MULTILINE):
                self.indent = indent_unit(source).decode()


def _clear(counts: Counter[_Value]) -> _Value | None:
    """Return what was counted most often, None when two were as often."""
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


_STATEMENTS = (
    "import_statement",
    "export_statement",
    "lexical_declaration",
    "variable_declaration",
    "expression_statement",
    "return_statement",
    "throw_statement",
    "break_statement",
    "continue_statement",
    "type_alias_declaration",
)
_HELD = ("declaration", "function_expression", "class", "signature", "module")


def _is_ended(node: Node) -> bool | None:
    """Whether a statement ends in a semicolon, None where none is written in any style."""
    last = node.children[-1] if node.children else None
    above = node.parent
    if last is None or above is None:
        return None
    if above.type == "for_statement" and above.child_by_field_name("body") != node:
        return None
    if last.type == ";":
        return True
    # `export const a = 1;` holds its end inside, `export default function () {}` has none.
    held = node.child_by_field_name("declaration") or last
    if node.type == "export_statement" and held.type.endswith(_HELD):
        return None
    return False


def _holds_quotes(source: Source, node: Node) -> bool:
    text = source.text(node)[1:-1]
    return "'" in text or '"' in text or (node.parent is not None and "jsx" in node.parent.type)


def _applied(source: Source, edits: list[Edit]) -> Source:
    """Return the source with edits, the source itself if it would mean something else then."""
    changed = Source.parse(source.path, apply(source.content, edits))
    same = _shape(changed.root) == _shape(source.root) and not changed.has_error
    return changed if same else source


def _shape(root: Node) -> list[tuple[int, str]]:
    """Return what a tree means, to compare two: its nodes but comments, each with its depth."""
    found = []
    pending = [(0, root)]
    while pending:
        depth, node = pending.pop()
        if node.type != "comment":
            found.append((depth, node.type))
            pending += [(depth + 1, child) for child in reversed(node.named_children)]
    return found


def _single_quotes(source: Source) -> Iterator[Edit]:
    for node in walk(source.root):
        is_double = node.type == "string" and source.text(node).startswith('"')
        if is_double and not _holds_quotes(source, node):
            yield Edit(node.start_byte, node.start_byte + 1, b"'")
            yield Edit(node.end_byte - 1, node.end_byte, b"'")


_MEMBERS = ("interface_body", "object_type", "class_body")
_GAP = regex(rb"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
# With one of these at its start, a line goes on with the statement before it.
_GOES_ON = tuple(bytes([each]) for each in b"([`+-/*.,?<>=&|^%:")


def _without_semicolons(source: Source) -> Iterator[Edit]:
    for node in walk(source.root):
        if node.type in _STATEMENTS:
            ends = node.children[-1:] if _is_ended(node) else []
        else:
            ends = [each for each in node.children if each.type == ";"]
            ends = ends if node.type in _MEMBERS else []
        for end in ends:
            if _starts_anew(source, end.end_byte):
                yield Edit(end.start_byte, end.end_byte, b"")


def _starts_anew(source: Source, end: int) -> bool:
    """Whether what follows cannot go on with what is before: on another line, or nothing."""
    gap = _GAP.match(source.content, end)
    following = source.content[gap.end() :] if gap is not None else b""
    if not following or following.startswith(b"}"):
        return True
    return gap is not None and b"\n" in gap[0] and not following.startswith(_GOES_ON)


def _indented(source: Source, indent: str) -> Iterator[Edit]:
    """Yield the edits that write each step of two spaces as `indent`, but in template literals."""
    literals = [
        (node.start_byte, node.end_byte)
        for node in walk(source.root)
        if node.type == "template_string" and node.start_point.row != node.end_point.row
    ]
    for found in re.finditer(rb"(?m)^(?:  )+", source.content):
        if not any(start < found.start() < end for start, end in literals):
            steps = len(found[0]) // 2
            yield Edit(found.start(), found.end(), indent.encode() * steps)
