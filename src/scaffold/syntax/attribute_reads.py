"""Python's `getattr(x, "m")`, which is `x.m`.

A second tree is made of the text with `((      x) .m )` in its place: no offset changes.
"""

import re
from collections.abc import Iterator
from keyword import iskeyword

from tree_sitter import Tree

from scaffold.syntax.regexes import regex
from scaffold.syntax.tree import walk
from scaffold.syntax.wrappers import parts

_WORD = regex(rb"""(["'])([^\W\d]\w*)\1""")
_NAMED = frozenset({"keyword_argument", "list_splat", "dictionary_splat"})


def with_attributes(tree: Tree, content: bytes) -> bytes | None:
    """Return a file's text with `x.m` for each `getattr(x, "m")`, None where there is none."""
    edits = list(_edits(tree, content)) if b"getattr" in content else []
    text = bytearray(content)
    for start, end, new in edits:
        text[start:end] = new + re.sub(rb"[^\r\n]", b" ", content[start + len(new) : end])
    return bytes(text) if edits else None


def _edits(tree: Tree, content: bytes) -> Iterator[tuple[int, int, bytes]]:
    for node in walk(tree.root_node):
        called = node.child_by_field_name("function") if node.type == "call" else None
        given = node.child_by_field_name("arguments") if called is not None else None
        if called is None or given is None or called.text != b"getattr":
            continue
        written = parts(given)
        if len(written) != 2 or written[0].type in _NAMED:
            continue  # with a default it may be that
        owner, name = written
        word = _WORD.fullmatch(name.text or b"") if name.type == "string" else None
        if word is not None and not iskeyword(word[2].decode()):
            comma = content.index(b",", owner.end_byte)
            yield node.start_byte, owner.start_byte, b"(("
            yield comma, name.start_byte, b")"
            yield name.start_byte, name.start_byte + 1, b"."
            yield name.end_byte - 1, node.end_byte - 1, b""
