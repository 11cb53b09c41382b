"""Lines and indentation of a source: what an edit must look at to fit in."""

from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

# A comment that speaks to a tool about the very next line; nothing may come between.
_ABOUT_NEXT_LINE = regex(
    rb"(@ts-|eslint-disable-next-line|prettier-ignore|biome-ignore|oxlint-disable-next-line)"
)


def line_start(content: bytes, offset: int) -> int:
    """Return where the line of an offset begins, a byte order mark not counted."""
    start = content.rfind(b"\n", 0, offset) + 1
    return start + 3 if start == 0 and content.startswith(b"\xef\xbb\xbf") else start


def line_end(content: bytes, offset: int) -> int:
    """Return where the line of an offset ends, before its line ending."""
    end = content.find(b"\n", offset)
    if end < 0:
        return len(content)
    return end - 1 if end > offset and content[end - 1 : end] == b"\r" else end


def next_line(content: bytes, offset: int) -> int:
    """Return where the line after that of an offset begins."""
    end = content.find(b"\n", offset)
    return len(content) if end < 0 else end + 1


def is_blank(content: bytes, start: int, end: int) -> bool:
    """Whether there is nothing but white space between two offsets."""
    return not content[start:end].strip()


def is_first_on_line(content: bytes, offset: int) -> bool:
    """Whether only white space stands before an offset on its line."""
    return is_blank(content, line_start(content, offset), offset)


def indentation(content: bytes, offset: int) -> bytes:
    """Return the white space that begins the line of an offset."""
    start = line_start(content, offset)
    line = content[start : line_end(content, start)]
    return line[: len(line) - len(line.lstrip(b" \t"))]


def newline_at(source: Source, offset: int) -> bytes:
    """Return the ending of the line of an offset, the file's own where it has none."""
    end = source.content.find(b"\n", offset)
    if end < 0:
        return source.newline.encode()
    return b"\r\n" if source.content[end - 1 : end] == b"\r" else b"\n"


def indent_unit(source: Source) -> bytes:
    """Return one step of indentation as this file uses it."""
    widths = []
    for line in source.content.splitlines():
        stripped = line.lstrip(b" \t")
        width = len(line) - len(stripped)
        if not stripped or not width or stripped.startswith(b"*"):
            continue
        if line[:1] == b"\t":
            return b"\t"
        widths.append(width)
    usual = 4 if source.language.name == "python" else 2
    return b" " * (min(widths) if widths and min(widths) in (2, 3, 4, 8) else usual)


def comment_end(source: Source, comment: Node) -> int:
    """Return where a comment ends; the Python grammar counts the `\\r` of a line ending to it."""
    end = comment.end_byte
    return end - 1 if source.content[end - 1 : end] == b"\r" else end


def above_directives(source: Source, node: Node) -> int:
    """Return where to insert before a node that is first on its line.

    That is the node itself, or the comment above it that speaks to a tool about its line.
    """
    start = node.start_byte
    before = node.prev_named_sibling
    while (
        before is not None
        and before.type == "comment"
        and _ABOUT_NEXT_LINE.search(before.text or b"")
        and is_first_on_line(source.content, before.start_byte)
    ):
        start = before.start_byte
        before = before.prev_named_sibling
    return start
