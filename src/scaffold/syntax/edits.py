"""Byte edits of one source, applied all at once."""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace the bytes from `start` to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: bytes


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the content with every edit made.

    Two inserts at the same offset keep their order. Raises ValueError when edits overlap, which
    is a bug in the caller.
    """
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < at:
            raise ValueError(f"edits overlap at byte {edit.start}")
        pieces += [content[at : edit.start], edit.text]
        at = edit.end
    return b"".join([*pieces, content[at:]])
