"""Judge the files of a large project in several processes.

Each takes a few files at a time until none is left. What a rule about the whole project needs of
a function that another process followed comes back as places in the source.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple

from scaffold.inngest.facts import EventSites, FileFacts
from scaffold.inngest.graph import Project
from scaffold.inngest.outline import CallSite
from scaffold.rules._rule import Diagnostic

# Measured: with fewer files a second process costs more than it saves, and beyond eight the rules
# about the whole project, which stay in one, decide.
_FEWEST_FILES = 200
_MOST_PROCESSES = 8
_AT_ONCE = 16
_NUMBER = 4  # bytes
_KILL = 9  # `signal.SIGKILL`, without importing what names it

Judge = Callable[[FileFacts], Iterable[Diagnostic]]
_Spot = tuple[str, int, int]


class _Judged(NamedTuple):
    """What a process found out about one file."""

    diagnostics: list[Diagnostic]
    events: list[tuple[tuple[_Spot, ...], ...]]


def worthwhile(files: int) -> int:
    """Return how many processes are worth it for that many files."""
    # Elsewhere a process cannot be copied, or the system's libraries do not survive it.
    if files < _FEWEST_FILES or sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def judged(
    project: Project,
    files: Sequence[FileFacts],
    judge: Judge,
    processes: int,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Diagnostic]:
    """Yield what `judge` says of each file, in order, also where a process fails.

    `meanwhile` is done once, here, while others are at work.
    """
    found: dict[int, _Judged] = {}
    if processes > 1:
        found = _shared(project, files, judge, processes, meanwhile)
    for number, file in enumerate(files):
        yield from found[number].diagnostics if number in found else judge(file)
    if processes <= 1:
        meanwhile()


def _shared(
    project: Project,
    files: Sequence[FileFacts],
    judge: Judge,
    processes: int,
    meanwhile: Callable[[], None],
) -> dict[int, _Judged]:
    import tempfile  # an editor's hook, which checks one file, waits for what is imported above

    with _queue(range(0, len(files), _AT_ONCE)) as queue, _children() as children:
        for _ in range(processes - 1):
            answer = tempfile.TemporaryFile()  # noqa: SIM115  (`_children` closes it)
            try:
                child = _fork()
            except OSError:  # there is no room for another process: fewer do
                answer.close()
                break
            if child == 0:
                _work(queue, files, judge, answer)
            children[child] = answer
        # This process alone reads every file; the others have begun.
        meanwhile()
        found = {
            number: _Judged(list(judge(files[number])), [])
            for start in _taken(queue)
            for number in range(start, min(start + _AT_ONCE, len(files)))
        }
        for child in list(children):
            for number, one in _answer(child, children.pop(child)).items():
                found[number] = one
                for function, spots in zip(files[number].functions, one.events, strict=True):
                    sites = (tuple(_site(project, spot) for spot in each) for each in spots)
                    function.__dict__["events"] = EventSites(*sites)
    return found


def _work(queue: int, files: Sequence[FileFacts], judge: Judge, answer: IO[bytes]) -> None:
    """Judge files until none is left, write down what was found, and end this process."""
    import pickle

    code = 1
    with suppress(BaseException):
        found: dict[int, _Judged] = {}
        for start in _taken(queue):
            for number in range(start, min(start + _AT_ONCE, len(files))):
                diagnostics = list(judge(files[number]))
                events = [
                    tuple(tuple(map(_spot, sites)) for sites in function.events)
                    for function in files[number].functions
                ]
                found[number] = _Judged(diagnostics, events)
        pickle.dump(found, answer)
        answer.flush()
        code = 0
    os._exit(code)


def _answer(child: int, answer: IO[bytes]) -> dict[int, _Judged]:
    """Return what a process found out; nothing of one that failed, so that it is done again."""
    _, status = os.waitpid(child, 0)
    with answer:
        if status != 0:
            return {}
        import pickle

        answer.seek(0)
        found: dict[int, _Judged] = pickle.load(answer)
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


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number, "big")


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


def _spot(site: CallSite) -> _Spot:
    return site.outline.path, site.node.start_byte, site.node.end_byte


def _site(project: Project, spot: _Spot) -> CallSite:
    path, start, end = spot
    facts = project.facts(path)
    assert facts is not None
    node = facts.source.root.descendant_for_byte_range(start, end)
    while node is not None:
        site = facts.outline.site_at.get(node.id)
        if site is not None and (node.start_byte, node.end_byte) == (start, end):
            return site
        node = node.parent
    raise AssertionError(f"no call at {path}:{start}")
