"""Requests to stop: each becomes one KeyboardInterrupt, and none tears clean-up or the last move.

Used by commands that leave nothing behind when they are stopped.
"""

import atexit
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# A terminal that is closed and a supervisor that gives up stop a command like Ctrl-C does.
_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
_held = 0
_asked = False
_raised = False
_guards = 0


@contextmanager
def guarded() -> Iterator[None]:
    """Raise KeyboardInterrupt in the block for whatever asks the process to stop.

    What fails afterwards, while the block tidies up, only comes of the stop.
    """
    global _held, _guards, _raised
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = _held
    before = {one: signal.getsignal(one) for one in _SIGNALS}
    # What is ignored stays ignored: `nohup` asks for that.
    for one in (one for one, handler in before.items() if handler is not signal.SIG_IGN):
        signal.signal(one, _stop)
    _guards += 1
    _raised = False
    try:
        yield
    except Exception:
        if _raised:
            raise KeyboardInterrupt from None
        raise
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        _held = held
        _guards -= 1


@contextmanager
def held() -> Iterator[None]:
    """Drop requests to stop in the block, which finishes or cleans up; needs `guarded`."""
    global _held
    _held += 1
    try:
        yield
    finally:
        _held -= 1


@contextmanager
def deferred() -> Iterator[None]:
    """Raise KeyboardInterrupt only after the block; for imports.

    One that passes through `exec`, which dataclasses use, makes Python end with another exit
    code than the one asked for, even when it was caught.
    """
    global _asked
    _asked = False
    with held():
        yield
    if _asked and not _held:
        raise KeyboardInterrupt


def settle() -> None:
    """Drop requests to stop from now on: what follows makes the result visible and says so."""
    global _held
    if not _guards:
        return
    _held += 1
    # Stopped while the interpreter ends, a command that did its work would seem to have failed.
    for one in _SIGNALS:
        atexit.register(signal.signal, one, signal.SIG_IGN)


def _stop(number: int, frame: FrameType | None) -> None:
    global _asked, _raised
    _asked = True
    if not _held:
        _raised = True
        raise KeyboardInterrupt
