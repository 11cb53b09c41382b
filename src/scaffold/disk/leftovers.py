"""Folders for the time of one command, which the next one removes when that one was killed.

A note in the user's own folder says where they are, and stays locked for as long as the command
lives. So a folder of that name that came with a project is never taken for one of ours.
"""

import json
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.disk import interrupts
from scaffold.disk.beneath import Beneath
from scaffold.disk.locks import try_lock
from scaffold.disk.state_folder import own_folder, state_folder, unusable

_NOTES = "running"
_NOTE = re.compile(r"([0-9a-f]{16})(\.draft)?")
_LARGEST = 1_000_000
# One that is not locked yet belongs to a command that begins just now.
_YOUNG = 60.0
_BESIDE = ".scaffold-new-"
_TEMPORARY = "scaffold-"
_FINISHED = "an interrupted `scaffold new` was finished: the project is in `{target}`"
_UNFINISHED = (
    "an interrupted `scaffold new` left a part of its project in `{source}`: in `{target}` files "
    "of the same name are in the way. Move it there by hand"
)


@dataclass(frozen=True)
class Workshop:
    """A folder beside the project that is made in it."""

    folder: Path
    note: int
    """The descriptor of its note."""

    def moves(self, source: Path, target: Path, replaced: Sequence[str] = ()) -> None:
        """Note that from now on the entries of a folder go to another, one by one.

        `replaced` are files there that entries take the place of.
        """
        line = {"source": str(source), "target": str(target), "replaced": [*replaced]}
        os.write(self.note, f"{json.dumps(line)}\n".encode())
        os.fsync(self.note)


@contextmanager
def workshop(parent: Path) -> Iterator[Workshop]:
    """Make a folder in `parent`, and that one too, for the block; what is empty goes after it.

    Raises ScaffoldError when the user has no folder to note it in, OSError when it cannot be made.
    """
    missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    with _noted(parent, _BESIDE, missing) as (folder, note):
        yield Workshop(folder, note)


@contextmanager
def temporary() -> Iterator[Path]:
    """Make a folder for the block that holds all temporary files, also those of libraries.

    Copier leaves clones behind when it is interrupted; they go with this folder.
    Raises ScaffoldError when the user has no folder to note it in, OSError when it cannot be made.
    """
    before = tempfile.tempdir
    _tidy_temporary()
    # Python tries where it can write a file; a stop would leave that.
    with interrupts.deferred():
        parent = Path(tempfile.gettempdir())
    with _noted(parent, _TEMPORARY, ()) as (folder, _):
        tempfile.tempdir = str(folder)
        try:
            yield folder
        finally:
            tempfile.tempdir = before


@contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder for the block; a stop takes it away too, a kill leaves it."""
    with ExitStack() as stack:
        with interrupts.deferred():
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=_TEMPORARY))
        yield Path(folder)


@contextmanager
def _noted(parent: Path, prefix: str, missing: Sequence[Path]) -> Iterator[tuple[Path, int]]:
    """Make a folder for the block; a note names it before it is there, and until it is gone."""
    name = os.urandom(8).hex()
    folder = parent / f"{prefix}{name}"
    notes = Beneath(own_folder() / _NOTES)
    head = {"folder": str(folder), "missing": [str(path) for path in missing]}
    descriptor = _new_note(notes, name, head)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        yield folder, descriptor
    finally:
        with interrupts.held():
            _remove(folder)
            for path in missing:
                with suppress(OSError):
                    path.rmdir()
            with suppress(OSError):
                notes.unlink(name)
        os.close(descriptor)


def _new_note(notes: Beneath, name: str, head: Mapping[str, object]) -> int:
    """Write a note, and return its descriptor, which is locked."""
    try:
        with suppress(FileExistsError):
            notes.root.mkdir(mode=0o700)
        descriptor = notes.open(f"{name}.draft", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            # Not every file system has locks; there, what a killed command leaves stays.
            with suppress(OSError):
                try_lock(descriptor)
            os.write(descriptor, f"{json.dumps(head)}\n".encode())
            notes.replace(f"{name}.draft", name)
        except BaseException:
            os.close(descriptor)
            raise
    except OSError as error:
        raise unusable(notes.root, error) from None
    return descriptor


def tidy() -> list[str]:
    """Remove what killed commands left, and return sentences on what became of their projects.

    Raises ScaffoldError when it cannot be done.
    """
    told: list[str] = []
    for notes, note, name in _notes():
        told += _tidied(notes, note, name, finish=True)
    for sentence in told:
        interrupts.recovered(sentence)
    return told


def _tidy_temporary() -> None:
    """Remove what killed commands left, except for a project that one of them was moving."""
    for notes, note, name in _notes():
        _tidied(notes, note, name, finish=False)


def _notes() -> Iterator[tuple[Beneath, str, str]]:
    folder = state_folder()
    try:
        found = sorted(os.listdir(folder / _NOTES)) if folder is not None else []  # noqa: PTH208
    except OSError:
        return
    for note in found:
        match = _NOTE.fullmatch(note)
        if match is not None:
            yield Beneath(own_folder() / _NOTES), note, match[1]


def _tidied(notes: Beneath, note: str, name: str, *, finish: bool) -> list[str]:
    try:
        descriptor = notes.open(note, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return []
    try:
        if not _is_left(descriptor, is_draft=note != name):
            return []
        head, *rest = [_parsed(line) for line in (notes.read(note, _LARGEST) or b"").split(b"\n")]
        moving = next((line for line in rest if line), None)
        told: list[str] = []
        if moving is not None:
            source, target = Path(moving["source"]), Path(moving["target"])
            done = finish and _finished(source, target, moving.get("replaced", ()))
            if not done:
                return [_UNFINISHED.format(**moving)] if finish else []
            told = [_FINISHED.format(**moving)]
        if head:
            _remove_own(Path(head["folder"]), name)
            for path in head["missing"]:
                with suppress(OSError):
                    Path(path).rmdir()
        with suppress(OSError):
            notes.unlink(note)
        return told
    finally:
        os.close(descriptor)


def _is_left(note: int, *, is_draft: bool) -> bool:
    """Whether the command that wrote a note is not alive any more."""
    try:
        free = try_lock(note)
    except OSError:
        return False
    return free and not (is_draft and time.time() - os.fstat(note).st_mtime < _YOUNG)


def _parsed(line: bytes) -> dict[str, Any]:
    """Return what a line of a note says; nothing for one that was not written to its end."""
    with suppress(ValueError):
        parsed: dict[str, Any] = json.loads(line)
        return parsed
    return {}


def _finished(source: Path, target: Path, replaced: Sequence[str]) -> bool:
    """Move the rest of a project; False when something else has one of the names."""
    if not source.is_dir() or not target.is_dir():
        return True
    entries = sorted(source.iterdir())
    others = [entry.name for entry in entries if entry.name not in replaced]
    if any(os.path.lexists(target / name) for name in others):
        return False
    for entry in entries:
        move = entry.replace if entry.name in replaced else entry.rename
        move(target / entry.name)
    return True


def _remove_own(folder: Path, name: str) -> None:
    """Remove a folder that a note names, if it is one that this user's command made."""
    try:
        state = folder.lstat()
    except OSError:
        return
    own = not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
    if own and stat.S_ISDIR(state.st_mode) and folder.name in (_BESIDE + name, _TEMPORARY + name):
        _remove(folder)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
