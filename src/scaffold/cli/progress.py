"""A line on a terminal that says how far long work is; nothing anywhere else."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# What is done by then needs no line, and nobody reads one that changes more often.
_PATIENCE = 1.0
_BETWEEN = 0.1
_CLEAR = "\r\x1b[K"

Told = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


@contextmanager
def progress(doing: str) -> Iterator[Told]:
    """Give what is called with each bit of work done; the line is gone when the block ends."""
    if not is_seen():
        yield lambda done, of: None
        return
    line = _Line(doing)
    try:
        yield line.tell
    finally:
        line.clear()


def is_seen() -> bool:
    """Return whether somebody watches what is written to standard error."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class _Line:
    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._next = time.monotonic() + _PATIENCE
        self._is_there = False

    def tell(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _BETWEEN
        self._is_there = True
        self._put(f"{_CLEAR}{self._doing}: {done} of {of} files")

    def clear(self) -> None:
        if self._is_there:
            self._put(_CLEAR)

    def _put(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError):  # there is nobody to tell
            self._is_there = False
