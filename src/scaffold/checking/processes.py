"""Judge the files of a large project in several processes.

Each takes a few files at a time until none is left. What a rule about the whole project needs of
a function that another process followed comes back as plain data.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_calls import EventCall
from scaffold.inngest.facts import MOST_CALLS
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic

# Measured: with fewer files a second process costs more than it saves, and beyond eight the rules
# about the whole project, which stay in one, decide.
_FEWEST_FILES = 200
_MOST_PROCESSES = 8
_AT_ONCE = 4
_NUMBER = 4  # bytes
_KILL = 9  # `signal.SIGKILL`, without importing what names it

Judge = Callable[[FileFacts], Iterable[Diagnostic]]
Told = Callable[[int, int], None]
"""Hears how many files are done, and of how many."""


class _Answer(NamedTuple):
    """What a process found out about the files it took, and which files it could not read."""

    judged: "_Found"
    notes: dict[str, str]
    shortened: dict[str, str]


class _Judged(NamedTuple):
    """What a process found out about one file and each of its functions."""

    diagnostics: list[Diagnostic]
    events: list[tuple[EventCall, ...]]


_Found = dict[int, _Judged]
"""What is found out about each file that is judged, by its number."""


class _Work(NamedTuple):
    """The files that are to be judged, and how."""

    project: Codebase
    paths: Sequence[str]
    judge: Judge
    told: Told


def worthwhile(files: int) -> int:
    """Return how many processes are worth it for that many files."""
    # Elsewhere a process cannot be copied, or the system's libraries do not survive it.
    if files < _FEWEST_FILES or sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def judged(
    project: Codebase,
    paths: Sequence[str],
    judge: Judge,
    processes: int,
    meanwhile: Callable[[], None] = lambda: None,
    told: Told = lambda done, of: None,
) -> Iterator[Diagnostic]:
    """Yield what `judge` says of each file, in order, also where a process fails.

    `meanwhile` is done once, here, while others are at work; `told` hears how far all are.
    """
    work = _Work(project, paths, judge, told)
    with _children() as children:
        found = _shared(work, processes, meanwhile, children) if processes > 1 else {}
        for number in range(len(paths)):
            told(number, len(paths))
            yield from (found.get(number) or _judged(work, number)).diagnostics
        if processes <= 1:
            meanwhile()


def _shared(
    work: _Work, processes: int, meanwhile: Callable[[], None], children: dict[int, IO[bytes]]
) -> _Found:
    project, paths = work.project, work.paths
    # The others begin before this process, which alone reads every file, parses the first one:
    # a page of memory that two processes write to is copied.
    with _queue(range(0, len(paths), _AT_ONCE)) as queue:
        for _ in range(processes - 1):
            answer, writing = os.pipe()
            try:
                child = _fork()
            except OSError:  # there is no room for another process: fewer do
                os.close(answer)
                os.close(writing)
                break
            if child == 0:
                os.close(answer)
                _do(work, queue, writing)
            os.close(writing)
            children[child] = os.fdopen(answer, "rb")
        meanwhile()
        found: _Found = {}
        for number in _taken(queue, len(paths)):
            work.told(number, len(paths))  # the others have taken all before it
            found[number] = _judged(work, number)
        for answer_of_one in children.values():
            theirs = _answer(answer_of_one)
            for path, why in theirs.notes.items():
                project.files.note(path, why)
            project.shortened |= theirs.shortened
            for number, one in theirs.judged.items():
                found[number] = one
                functions = project.functions_in(paths[number]) if one.events else ()
                for function, events in zip(functions, one.events, strict=True):
                    function.take_events(events)
    return found


def _do(work: _Work, queue: int, writing: int) -> None:
    """Judge files until none is left, hand over what was found, and end this process."""
    import pickle  # an editor's hook, which checks one file, waits for what is imported above

    code = 1
    with suppress(BaseException):
        numbers = _taken(queue, len(work.paths))
        found = {number: _judged(work, number, with_events=True) for number in numbers}
        project = work.project
        with os.fdopen(writing, "wb") as answer:
            pickle.dump(_Answer(found, project.files.notes, project.shortened), answer)
        code = 0
    os._exit(code)


def _answer(answer: IO[bytes]) -> _Answer:
    """Return what a process found out; nothing of one that failed, so that it is done again."""
    import pickle

    try:
        found: _Answer = pickle.load(answer)
    except (EOFError, pickle.UnpicklingError):
        return _Answer({}, {}, {})
    return found


def _fork() -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    return os.fork()


@contextmanager
def _queue(numbers: Iterable[int]) -> Iterator[int]:
    """A pipe that holds numbers; each process that reads one takes it away from the others."""
    reading, writing = os.pipe()
    try:
        try:
            os.set_blocking(writing, False)
            with suppress(BlockingIOError):  # what a pipe has no room for is judged at the end
                for number in numbers:
                    os.write(writing, number.to_bytes(_NUMBER, "big"))
        finally:
            os.close(writing)
        yield reading
    finally:
        os.close(reading)


def _taken(queue: int, files: int) -> Iterator[int]:
    """Yield the numbers of files that this process takes."""
    while number := os.read(queue, _NUMBER):
        start = int.from_bytes(number, "big")
        yield from range(start, min(start + _AT_ONCE, files))


@contextmanager
def _children() -> Iterator[dict[int, IO[bytes]]]:
    """The processes that are at work; none outlives the block."""
    children: dict[int, IO[bytes]] = {}
    try:
        yield children
    finally:
        for child, answer in children.items():
            os.kill(child, _KILL)
            os.waitpid(child, 0)
            answer.close()


def _judged(work: _Work, number: int, *, with_events: bool = False) -> _Judged:
    """Judge one file, as far as it can be read."""
    project, path, found = work.project, work.paths[number], _Judged([], [])
    file = project.facts(path)
    if file is None:
        return found
    try:
        for diagnostic in work.judge(file):
            found.diagnostics.append(diagnostic)
        if with_events:
            found.events.extend([function.events for function in file.functions])
    except RecursionError:
        project.shortened[path] = "it is nested too deeply to be read in full"
    if any(function.is_cut for function in file.functions):
        project.shortened[path] = (
            f"one of its functions makes more than {MOST_CALLS:,} calls, and the rest is not read"
        )
    return found
