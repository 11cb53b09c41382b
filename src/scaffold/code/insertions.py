"""Where a statement, or a member of a type, goes among its like, and how it is taken out again.

Insertion and removal are each other's inverse, byte for byte. A statement is known by anything
that stands in it; its decorators and an `export` before it are a part of it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from scaffold.code.spans import Spanned
from scaffold.code.types import Type
from scaffold.syntax.edits import Edit
from scaffold.syntax.lines import (
    comment_end,
    indent_unit,
    indentation,
    is_blank,
    is_first_on_line,
    line_end,
    line_start,
    next_line,
)
from scaffold.syntax.lists import place_in_order
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_MEMBERS = ("property_signature", "method_signature", "index_signature", "call_signature")


def insert_statement(
    source: Source, siblings: Sequence[tuple[str, Spanned]], name: str, text: str
) -> list[Edit]:
    """Return the edits that put a statement among siblings of given names: in order, else last."""
    ending = source.newline
    nodes = _statements(source, [sibling for _, sibling in siblings])
    gap = _gap(source, nodes)
    body = text.replace("\n", ending)
    place = place_in_order([sibling for sibling, _ in siblings], name)
    if nodes and place == 0:
        start = _with_comments(source, nodes[0])
        return [Edit(start, start, f"{body}{ending * gap}".encode())]
    before = nodes[place - 1] if nodes else next(iter(source.root.named_children[-1:]), None)
    if before is None:
        end = len(source.content)
        return [Edit(end, end, f"{body}{ending}".encode())]
    end = line_end(source.content, comment_end(source, before))
    return [Edit(end, end, f"{ending * gap}{body}".encode())]


def remove_statement(source: Source, siblings: Sequence[Spanned], one: Spanned) -> list[Edit]:
    """Return the edits that take a statement out with the blank lines it came with."""
    content = source.content
    (node,) = _statements(source, [one])
    nodes = _statements(source, siblings)
    start = _with_documentation(source, node)
    end = line_end(content, comment_end(source, node))
    before = next((n for n in reversed(source.root.named_children) if n.end_byte <= start), None)
    after = next((n for n in source.root.named_children if n.start_byte >= end), None)
    among = before is not None and any(_is_by(before, each, source) for each in nodes)
    if not among and after is not None and any(each != node for each in nodes):
        return [Edit(start, after.start_byte, b"")]
    if before is not None:
        return [Edit(line_end(content, comment_end(source, before)), end, b"")]
    return [Edit(start, after.start_byte if after is not None else len(content), b"")]


def insert_member(holder: Type, key: str, text: str) -> list[Edit]:
    """Return the edits that put a member into an object type; `text` has no separator."""
    source, members = holder.source, _members(holder)
    content, separator = source.content, separator_of(holder)
    ending = source.newline
    body = text.replace("\n", ending)
    closing = holder.end - 1
    if not members:
        outer = indentation(content, holder.start).decode()
        inner = outer + indent_unit(source).decode()
        if is_first_on_line(content, closing):
            start = line_start(content, closing)
            return [Edit(start, start, f"{inner}{body}{separator}{ending}".encode())]
        line = f"{ending}{inner}{body}{separator}{ending}{outer}"
        return [Edit(len(content[:closing].rstrip(b" \t")), closing, line.encode())]
    names = [each.key for each in holder.properties if each.key is not None]
    place = place_in_order(names, key)
    if place == 0:
        first = members[0]
        start = _with_documentation(source, first)
        if not is_first_on_line(content, start):
            return [Edit(start, start, f"{body}{separator or ';'} ".encode())]
        indent = indentation(content, start).decode()
        return [Edit(start, start, f"{body}{separator}{ending}{indent}".encode())]
    before = members[place - 1]
    follows = place < len(members)
    end = _separator_end(before)
    next_start = members[place].start_byte if follows else closing
    missing = separator if end == before.end_byte else ""
    trailing = separator if follows or not missing else ""
    if b"\n" not in content[end:next_start]:
        between = "" if end > before.end_byte else separator or ";"
        last = (separator or ";") if follows or not between else ""
        return [Edit(end, end, f"{between} {body}{last}".encode())]
    edits = [Edit(end, end, missing.encode())] if missing else []
    indent = indentation(content, before.start_byte).decode()
    stop = line_end(content, end)
    return [*edits, Edit(stop, stop, f"{ending}{indent}{body}{trailing}".encode())]


def remove_member(holder: Type, one: Spanned) -> list[Edit]:
    """Return the edits that take a member out of an object type, as `insert_member` put it in."""
    source, members = holder.source, _members(holder)
    content = source.content
    place = [each.start_byte for each in members].index(one.start)
    member = members[place]
    before = members[place - 1] if place else None
    follows = place + 1 < len(members)
    start, end = _with_documentation(source, member), _separator_end(member)
    comments = any(child.type == "comment" for child in holder.node.named_children)
    if len(members) == 1 and not comments:
        return [Edit(holder.start + 1, holder.end - 1, b"")]
    has_separator = end > member.end_byte
    rest = content[end : line_end(content, end)].strip()
    if is_first_on_line(content, start) and (not rest or rest.startswith((b"//", b"/*"))):
        edits = [Edit(line_start(content, start), next_line(content, end), b"")]
        if before is not None and not follows and not has_separator:
            edits.append(Edit(before.end_byte, _separator_end(before), b""))
        return edits
    if before is None:
        following = members[place + 1].start_byte if follows else end
        return [Edit(start, following, b"")]
    from_end = _separator_end(before) if has_separator else before.end_byte
    return [Edit(from_end, end, b"")]


def separator_of(holder: Type) -> str:
    """Return what stands between the members of an object type; empty for a line break."""
    source, members = holder.source, _members(holder)
    for member in members:
        end = _separator_end(member)
        if end > member.end_byte:
            return source.content[end - 1 : end].decode()
    if len(members) > 1:
        return ""
    statements = [child for child in source.root.named_children if child.type != "comment"]
    with_one = sum((each.text or b"").endswith(b";") for each in statements)
    return ";" if with_one * 2 >= len(statements) else ""


def _members(holder: Type) -> list[Node]:
    return [child for child in holder.node.named_children if child.type in _MEMBERS]


def _separator_end(member: Node) -> int:
    after = member.next_sibling
    while after is not None and after.type == "comment":
        after = after.next_sibling
    if after is not None and after.type in (";", ","):
        return after.end_byte
    return member.end_byte


def _statements(source: Source, places: Sequence[Spanned]) -> list[Node]:
    """The statements of the module that some places stand in."""
    nodes = source.root.named_children
    starts = [each.start_byte for each in nodes]
    return [nodes[bisect_right(starts, each.start) - 1] for each in places]


def _gap(source: Source, nodes: Sequence[Node]) -> int:
    """How many line breaks stand between two siblings."""
    for first, second in pairwise(nodes):
        between = source.content[first.end_byte : second.start_byte]
        if is_blank(between, 0, len(between)):
            return max(between.count(b"\n"), 1)
    return 3 if source.language.name == "python" else 2


def _with_comments(source: Source, node: Node) -> int:
    """Where a statement starts, the comments that stand on it included."""
    start = node
    before = node.prev_named_sibling
    while before is not None and before.type == "comment":
        gap = source.content[before.end_byte : start.start_byte]
        if gap.count(b"\n") > 1 or not is_first_on_line(source.content, before.start_byte):
            break
        start = before
        before = before.prev_named_sibling
    return start.start_byte


def _with_documentation(source: Source, node: Node) -> int:
    """Where a definition starts, the `/** … */` that documents it included."""
    before = node.prev_named_sibling
    if before is not None and before.type == "comment" and (before.text or b"").startswith(b"/**"):
        gap = source.content[before.end_byte : node.start_byte]
        if gap.count(b"\n") == 1 and is_blank(gap, 0, len(gap)):
            return before.start_byte
    return node.start_byte


def _is_by(node: Node, sibling: Node, source: Source) -> bool:
    """Whether a node is a sibling, or the comment at the end of its line."""
    if node == sibling:
        return True
    end = line_end(source.content, comment_end(source, sibling))
    return node.type == "comment" and sibling.end_byte <= node.start_byte < end
