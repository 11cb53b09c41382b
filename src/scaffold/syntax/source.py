"""A parsed source file. Offsets are bytes everywhere; columns are decoded for people."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from tree_sitter import Tree

from scaffold.errors import ScaffoldError
from scaffold.syntax.attribute_reads import with_attributes
from scaffold.syntax.language import Language, language_of, parser
from scaffold.syntax.misread import without_types
from scaffold.syntax.regexes import regex
from scaffold.syntax.tree import Node, walk

# A tree takes up to half a kilobyte for each word or sign, and what is made of it as much again.
MOST_TOKENS = 500_000
# What finds the parent of a node starts at the root, so that walking up takes the square of this.
DEEPEST = 1_000
_TOKEN = regex(rb"\w+|[^\w\s]")


class UnreadableSourceError(ScaffoldError):
    """A file is not read at all; `why` goes after its name."""

    def __init__(self, path: str, why: str, hint: str) -> None:
        super().__init__(f"cannot read `{path}`: it {why}", hint)
        self.why = why


class Source:
    """One file's bytes and its syntax tree. `path` is posix and relative to the project root.

    Two are equal only when they are the same one, so that what is read from one can be kept.
    """

    def __init__(self, path: str, content: bytes, language: Language, tree: Tree) -> None:
        self.path = path
        self.content = content
        self.language = language
        self.tree = tree
        # What was made of it, kept by those who made it for as long as it is there itself.
        self.made: dict[str, Any] = {}

    @classmethod
    def parse(cls, path: str, content: bytes) -> "Source":
        """Parse a file.

        Raises ScaffoldError for a suffix we do not read, and UnreadableSourceError for content
        that is not UTF-8, or that would take too much memory or time.
        A file with syntax errors is returned all the same: see `has_error`.
        """
        language = language_of(path)
        if language is None:
            raise ScaffoldError(
                f"cannot read `{path}`: it is neither TypeScript nor Python",
                "name a .ts, .tsx, .js, .jsx, .mjs, .cjs or .py file",
            )
        try:
            content.decode()
        except UnicodeDecodeError as error:
            why = f"is not UTF-8 (byte {error.start})"
            raise UnreadableSourceError(path, why, "save the file as UTF-8") from None
        tokens = _TOKEN.finditer(content) if len(content) > MOST_TOKENS else iter(())
        if next(islice(tokens, MOST_TOKENS, None), None) is not None:
            why = f"holds more than {MOST_TOKENS:,} words and signs"
            raise UnreadableSourceError(path, why, "split it, or keep Inngest code out of it")
        tree = parser(language.grammar).parse(content)
        if _is_too_deep(tree):
            why = f"is nested more than {DEEPEST:,} deep"
            raise UnreadableSourceError(path, why, "split what is nested into parts with names")
        return cls(path, content, language, tree)

    @property
    def root(self) -> Node:
        """The tree as the grammar reads the text; the better one where that is damaged."""
        tree = self.tree if not self.tree.root_node.has_error else self.meant
        return tree.root_node

    @cached_property
    def meant(self) -> Tree:
        """The tree that says what the code means: see misread.py and attribute_reads.py."""
        reading = with_attributes if self.language.name == "python" else without_types
        content = reading(self.tree, self.content)
        if content is None:
            return self.tree
        return parser(self.language.grammar).parse(content)

    @property
    def has_error(self) -> bool:
        """Whether any part did not parse. Error recovery hides damage, so edits refuse then."""
        return self.root.has_error

    @property
    def unread_line(self) -> int:
        """The first line that did not parse: it is wrong, or the grammar stumbles over what is not.

        The first of the file where none is known.
        """
        wrong = (node for node in walk(self.root) if node.is_error or node.is_missing)
        first = next(wrong, None)
        return self.position(first.start_byte)[0] if first is not None else 1

    @property
    def is_damaged(self) -> bool:
        """Whether code did not parse. A bare `&` in JSX text is legal, and the grammar stumbles."""
        if not self.has_error:
            return False
        todo = [self.root]
        while todo:
            node = todo.pop()
            if node.is_missing or node.type == "ERROR":
                if not (self.language.grammar == "tsx" and self.text(node).startswith("&")):
                    return True
            elif node.has_error:
                todo += node.children
        return False

    @property
    def damaged_lines(self) -> list[tuple[int, int]]:
        """The first and the last line of each statement of the module that did not parse."""
        damaged = [each for each in self.root.children if each.has_error]
        places = [(each.start_byte, each.end_byte) for each in damaged]
        return [(self.position(start)[0], self.position(end)[0]) for start, end in places]

    def text(self, node: Node) -> str:
        """Return the source text of a node."""
        return self.content[node.start_byte : node.end_byte].decode()

    @cached_property
    def newline(self) -> str:
        """The file's line ending: that of its first line, `\\n` if it has none."""
        end = self.content.find(b"\n")
        return "\r\n" if end > 0 and self.content[end - 1 : end] == b"\r" else "\n"

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, the column in characters, of a byte offset."""
        before = bisect_left(self._newlines, offset)
        line_start = self._newlines[before - 1] + 1 if before else 0
        # A character is its bytes without those that go on with one; a line may be the whole file.
        more = bisect_left(self._goes_on, offset) - bisect_left(self._goes_on, line_start)
        return before + 1, offset - line_start - more + 1

    @cached_property
    def _newlines(self) -> Sequence[int]:
        return array("L", (found.start() for found in re.finditer(b"\n", self.content)))

    @cached_property
    def _goes_on(self) -> Sequence[int]:
        """Where bytes stand that go on with a character of UTF-8."""
        if self.content.isascii():
            return ()
        found = re.finditer(rb"[\x80-\xbf]", self.content)
        return array("L", (each.start() for each in found))


def _is_too_deep(tree: Tree) -> bool:
    """Whether a node stands below more than `DEEPEST` others; looks only where one may."""
    if tree.root_node.descendant_count <= DEEPEST:
        return False
    cursor, depth = tree.walk(), 0
    while depth <= DEEPEST:
        node = cursor.node
        if node is not None and node.descendant_count > DEEPEST and cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return False
            depth -= 1
    return True
