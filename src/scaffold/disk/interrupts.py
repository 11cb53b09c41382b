"""Requests to stop: each becomes one KeyboardInterrupt, and none tears clean-up or the last move.

What the process has written so far is known here too, so that a stopped command can say it.
"""

import _thread
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from scaffold.shown import shown

# A terminal that is closed and a supervisor that gives up stop a command like Ctrl-C does.
_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
# Who presses Ctrl-C twice does not ask to leave behind what is being tidied up.
_TIDYING = 2.0
_SOON = 0.005
_MOST_NAMED = 5
_held = 0
_deferred = 0
_asked = False
_number: int | None = None
_raised_at: float | None = None
_settled = False
_watching = False
_taken: bool | None = None
_told: Callable[[], None] | None = None
_recovered: list[str] = []
_written: list[str] = []


@contextmanager
def watched() -> Iterator[None]:
    """Raise KeyboardInterrupt in the block for whatever asks the process to stop.

    What fails afterwards, while the block tidies up, only comes of the stop.
    """
    global _held, _deferred, _asked, _raised_at, _settled, _watching
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    outer = _held, _deferred, _watching
    _asked, _raised_at, _settled, _watching = False, None, False, True
    _recovered.clear()
    _written.clear()
    before = {one: signal.getsignal(one) or signal.SIG_DFL for one in _SIGNALS}
    hook = sys.unraisablehook
    sys.unraisablehook = _again
    # What is ignored stays ignored: `nohup` asks for that.
    for one in (one for one, handler in before.items() if handler is not signal.SIG_IGN):
        signal.signal(one, _stop)
    try:
        yield
    except Exception:
        if _raised_at is not None:
            raise KeyboardInterrupt from None
        raise
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        sys.unraisablehook = hook
        _held, _deferred, _watching = outer


@contextmanager
def held() -> Iterator[None]:
    """Drop requests to stop in the block, which finishes or cleans up; needs `watched`."""
    global _held
    _held += 1
    try:
        yield
    finally:
        _held -= 1


@contextmanager
def deferred() -> Iterator[None]:
    """Raise KeyboardInterrupt only after the block, unless it fails; for imports and for writing.

    One that passes through `exec`, which dataclasses use, makes Python end with another exit
    code than the one asked for, even when it was caught.
    """
    global _asked, _deferred
    if not _deferred:
        _asked = False
    _deferred += 1
    try:
        yield
    finally:
        _deferred -= 1
    if _asked and not _deferred and not _held:
        _raise()


@contextmanager
def told(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` for each request to stop in the block, which then ends by itself.

    For an event loop: an exception that meets it between two of its own steps can leave it waiting
    for a task that never ends. KeyboardInterrupt is raised after the block at the latest.
    """
    global _told
    outer, _told = _told, stop
    try:
        with deferred():
            yield
    finally:
        _told = outer


def is_asked() -> bool:
    """Whether a request to stop came since the outermost `deferred` or `told` began."""
    return _asked


def settle() -> None:
    """Drop requests to stop from now on: what follows makes the result visible and says so."""
    global _held, _settled
    if _settled or not _watching:
        return
    _held += 1
    _settled = True


def is_settled() -> bool:
    """Whether the command has come to its end, so that nothing stops it any more."""
    return _settled


def recovered(told: str) -> None:
    """Note that what an interrupted command had left was put in order."""
    _recovered.append(told)


def what_was_recovered() -> tuple[str, ...]:
    """Return the sentences on what was put in order."""
    return tuple(_recovered)


def written(statuses: Sequence[tuple[str, str]]) -> None:
    """Note what is on the disk now: a verb and a path for each file."""
    _written.extend(f"{verb} {shown(path)}" for verb, path in statuses)


def sentence() -> str:
    """Return what a command that was stopped has to say."""
    if _written:
        named = ", ".join(_written[:_MOST_NAMED])
        more = len(_written) - _MOST_NAMED
        return f"stopped after this was written: {named}{f' and {more} more' if more > 0 else ''}"
    if _recovered:
        return "stopped; nothing was written, but what an interrupted command left was put in order"
    return "stopped; nothing was written"


def _raise() -> None:
    global _raised_at
    _raised_at = time.monotonic()
    raise KeyboardInterrupt


def _stop(number: int, frame: FrameType | None) -> None:
    global _asked, _number, _taken
    _asked, _number = True, number
    at: FrameType | None = frame
    while at is not None and at.f_code is not _again.__code__:
        at = at.f_back
    _taken = at is None
    if not _taken or _held:
        return
    if _deferred:
        if _told is not None:
            _told()
        return
    if _raised_at is None or time.monotonic() - _raised_at > _TIDYING:
        _raise()


def _again(unraisable: "sys.UnraisableHookArgs") -> None:
    """Raise a stop anew that met code which nothing can be raised from, as a finalizer is."""
    global _raised_at
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
    elif _watching and _number is not None:
        _raised_at = None
        # Not from in here, where nothing can be raised either.
        threading.Thread(target=_ask, args=[_number], daemon=True).start()


def _ask(number: int) -> None:
    """Ask the main thread to stop, and again while it still is where nothing can be raised."""
    global _taken
    _taken = False
    while not _taken:
        time.sleep(_SOON)
        if not _watching:
            return
        _taken = None
        if hasattr(signal, "pthread_kill"):
            # The thread is named so that what it waits for ends.
            signal.pthread_kill(threading.main_thread().ident or 0, number)
        else:
            _thread.interrupt_main(signal.Signals(number))
        while _watching and _taken is None:
            time.sleep(_SOON)
