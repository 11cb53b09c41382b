"""What the TypeScript grammar takes apart in the wrong place.

It reads `await f<T>(x)` as a call of `await f`, `!f<T>(x)` as one of `!f`, `a ?? b!.c` as
`(a ?? b)!.c`, and fails on many tagged templates (`` sql<Row[]>`…` ``) and on
`actual<typeof import("./a")>()`, as tests with mocks have it. Without the type arguments
and the `!` it reads all of them right, so a second tree is made of the text with spaces in their
place: every offset stays what it was.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from tree_sitter import Node, Tree

from scaffold.syntax.regexes import regex

# `>` with a call or a template behind it; most files have neither.
_CALLED = regex(rb"(?<!=)>(?:\s*\(|`)")
# `x!`, but no `x !== y` nor `!x`.
_ASSERTED = regex(rb"[\w$)\]}`'\"]!(?!=)")
# What neither a call nor a `!` can be put behind without parentheses.
_MISREAD = frozenset(
    {"await_expression", "unary_expression", "binary_expression", "update_expression"}
)
# What may be taken into the call that it stands before: an operator, or what a longer chain hides.
_BEFORE = regex(rb"(?:\b(?:await|typeof|void|delete)\s|[-+*/%!~^&|<>)\]])[\w$.?!\s]*$")
_NEAR = 300
_TEXTS = frozenset({"string", "string_fragment", "comment", "regex", "jsx_text"})
_LONGEST = 2_000


def without_types(tree: Tree, content: bytes) -> bytes | None:
    """Return a file's text without the types that were misread, None if none were."""
    calls, unread = _candidates(content)
    if not calls and not unread and _ASSERTED.search(content) is None:
        return None
    spans = list(_misread(tree, calls, unread))
    if not spans:
        return None
    blank = bytearray(content)
    for start, end in spans:
        blank[start:end] = re.sub(rb"[^\r\n]", b" ", content[start:end])
    return bytes(blank)


def _candidates(content: bytes) -> tuple[set[int], dict[int, int]]:
    """Return where type arguments of calls begin, and those that are not read: from where to where.

    These are the ones of templates, and types of modules.
    """
    calls: set[int] = set()
    unread: dict[int, int] = {}
    for found in _CALLED.finditer(content):
        start = _opening(content, found.start())
        if start is None:
            continue
        if found[0].endswith(b"`"):
            if re.fullmatch(rb"[\w$\])]", content[start - 1 : start]):  # no comparison
                unread[start] = found.start() + 1
        elif content.startswith(b"<typeof import(", start):
            unread[start] = found.start() + 1
        elif _BEFORE.search(content[max(0, start - _NEAR) : start]) is not None:
            calls.add(start)
    return calls, unread


def _opening(content: bytes, closing: int) -> int | None:
    """Return where the `<` is that a `>` closes."""
    depth = 0
    for at in range(closing, max(0, closing - _LONGEST), -1):
        char = content[at : at + 1]
        if char == b">" and content[at - 1 : at] != b"=":
            depth += 1
        elif char == b"<":
            depth -= 1
            if depth == 0:
                return at
        elif content[at : at + 2] in (b"&&", b"||"):
            return None
    return None


def _misread(tree: Tree, calls: set[int], unread: dict[int, int]) -> Iterator[tuple[int, int]]:
    texts: list[tuple[int, int]] = []
    cursor = tree.walk()
    while True:
        node = cursor.node
        assert node is not None
        kind = node.type
        if kind == "call_expression" and calls:
            types = _type_arguments(node)
            if types is not None and types.start_byte in calls:
                yield types.start_byte, types.end_byte
        elif kind == "non_null_expression":
            asserted = node.children[0]
            while asserted.type == "non_null_expression":
                asserted = asserted.children[0]
            if asserted.type in _MISREAD:
                yield node.end_byte - 1, node.end_byte
        elif kind in _TEXTS:
            texts.append((node.start_byte, node.end_byte))
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                yield from ((a, b) for a, b in unread.items() if not _in(texts, a))
                return


def _type_arguments(call: Node) -> Node | None:
    function = call.child_by_field_name("function")
    if function is None or function.type not in _MISREAD:
        return None
    return call.child_by_field_name("type_arguments")


def _in(texts: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(texts, offset, key=itemgetter(0)) - 1
    return at >= 0 and offset < texts[at][1]
