"""A line on a terminal that says how far long work is; nothing anywhere else."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from scaffold.cli import output

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


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Say what the block does and for how long, where nothing tells how far it is.

    What is printed meanwhile takes the line's place, and a question stops it.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_seen() or not hasattr(signal, "setitimer") or not is_main:
        yield
        return
    from scaffold.template.prompt_keys import beside_prompts

    line = _Line(doing)
    # A timer, not a thread: a check forks, and a process with threads must not.
    before = signal.signal(signal.SIGALRM, line.tick)
    with output.beside(line.held), beside_prompts(line.paused):
        _tick_from_now()
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            line.clear()


def is_seen() -> bool:
    """Return whether somebody watches what is written to standard error."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _tick_from_now() -> None:
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE, _BETWEEN)


class _Line:
    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._began = time.monotonic()
        self._next = self._began + _PATIENCE
        self._is_there = False
        self._is_held = False

    def tell(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _BETWEEN
        self._show(f"{done} of {of} files")

    def tick(self, number: int, frame: FrameType | None) -> None:
        if not self._is_held:
            self._show(f"{time.monotonic() - self._began:.0f} s")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Leave the terminal to the block, whenever the timer goes off."""
        before, self._is_held = self._is_held, True
        self.clear()
        try:
            yield
        finally:
            self._is_held = before

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the terminal to the block, which a person takes any time for."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            with self.held():
                yield
        finally:
            self._began = time.monotonic()
            _tick_from_now()

    def clear(self) -> None:
        if self._is_there:
            self._is_there = False
            self._put(_CLEAR)

    def _show(self, how_far: str) -> None:
        self._is_there = True
        self._put(f"{_CLEAR}{self._doing}: {how_far}")

    def _put(self, text: str) -> None:
        # Past the stream, which may be writing when the timer goes off.
        with suppress(OSError, ValueError):  # there is nobody to tell
            os.write(sys.stderr.fileno(), text.encode())
