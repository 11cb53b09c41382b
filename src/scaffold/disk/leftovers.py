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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.disk import interrupts
from scaffold.disk.beneath import Beneath
from scaffold.disk.locks import try_lock
from scaffold.disk.state_folder import own_folder, state_folder
from scaffold.errors import ScaffoldError

_NOTES = "running"
_NOTE = re.compile(r"([0-9a-f]{16})(\.draft)?")
_LARGEST_NOTE = 1_000_000
# One that is not locked yet belongs to a command that begins just now.
_YOUNG = 60.0
_PREFIX = ".scaffold-new-"
_FINISHED = "An interrupted `scaffold new` was finished: the project is in `{target}`."
_UNFINISHED = (
    "An interrupted `scaffold new` left a part of its project in `{source}`: in `{target}` files "
    "of the same name are in the way. Move it there by hand."
)


@dataclass(frozen=True)
class Workshop:
    """Two folders of one command: beside the project it makes, and for temporary files."""

    beside: Path
    temporary: Path
    note: int
    """The descriptor of the note."""

    def moves(self, source: Path, target: Path) -> None:
        """Note that from now on the entries of a folder go to another, one by one."""
        line = {"source": str(source), "target": str(target)}
        os.write(self.note, f"{json.dumps(line)}\n".encode())
        os.fsync(self.note)


@contextmanager
def workshop(parent: Path, missing: Sequence[Path]) -> Iterator[Workshop]:
    """Make both folders for the block, and remove them after it, however it ends.

    `missing` are the folders that are made to hold the first one; they go too, when they are
    empty. Raises ScaffoldError when the user has no folder to note them in, else OSError.
    """
    name = os.urandom(8).hex()
    folders = [parent / f"{_PREFIX}{name}", Path(tempfile.gettempdir()) / f"{_PREFIX}{name}"]
    if folders[0] == folders[1]:
        folders[1] = folders[1].with_name(f"{folders[1].name}-downloads")
    paths = [str(path) for path in folders]
    notes = own_folder() / _NOTES
    with suppress(FileExistsError):
        notes.mkdir(mode=0o700)
    beneath = Beneath(notes)
    descriptor = beneath.open(f"{name}.draft", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with suppress(OSError):  # not every file system has locks; there, nothing is removed later
            try_lock(descriptor)
        head = {"folders": paths, "missing": [str(path) for path in missing]}
        os.write(descriptor, f"{json.dumps(head)}\n".encode())
        os.fsync(descriptor)
        beneath.replace(f"{name}.draft", name)
        try:
            parent.mkdir(parents=True, exist_ok=True)
            for path in folders:
                path.mkdir(mode=0o700)
            yield Workshop(folders[0], folders[1], descriptor)
        finally:
            with interrupts.held():
                for path in folders:
                    shutil.rmtree(path, ignore_errors=True)
                for path in missing:
                    with suppress(OSError):
                        path.rmdir()
                with suppress(OSError):
                    beneath.unlink(name)
    finally:
        os.close(descriptor)


def tidy() -> list[str]:
    """Remove what killed commands left, and return sentences on what became of their projects.

    Raises ScaffoldError when the notes of it cannot be read.
    """
    folder = state_folder()
    notes = folder / _NOTES if folder is not None else None
    if notes is None or not notes.is_dir():
        return []
    own_folder()
    told: list[str] = []
    try:
        for name in sorted(os.listdir(notes)):  # noqa: PTH208
            match = _NOTE.fullmatch(name)
            if match is not None:
                told += _tidied(Beneath(Path(os.path.realpath(notes))), name, match[1])
        for sentence in told:
            interrupts.recovered(sentence)
    except OSError as error:
        raise ScaffoldError(
            f"what a killed command left cannot be removed: `{error.filename}`: {error.strerror}",
            f"see what is in `{notes}`",
        ) from None
    return told


def _tidied(notes: Beneath, note: str, name: str) -> list[str]:
    try:
        descriptor = notes.open(note, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return []
    try:
        try:
            free = try_lock(descriptor)
        except OSError:
            free = False
        state = os.fstat(descriptor)
        if not free or (note != name and time.time() - state.st_mtime < _YOUNG):
            return []
        lines = [_parsed(line) for line in (notes.read(note, _LARGEST_NOTE) or b"").split(b"\n")]
        moving = next((line for line in lines[1:] if line), None)
        told = _finished(Path(moving["source"]), Path(moving["target"])) if moving else []
        if told is None:
            return [_UNFINISHED.format(**moving)] if moving else []
        for path in lines[0].get("folders", []):
            _remove_own(Path(path), name)
        for path in lines[0].get("missing", []):
            with suppress(OSError):
                Path(path).rmdir()
        with suppress(FileNotFoundError):
            notes.unlink(note)
        return told
    finally:
        os.close(descriptor)


def _parsed(line: bytes) -> dict[str, Any]:
    """Return what a line of a note says; nothing for one that was not written to its end."""
    with suppress(ValueError):
        parsed = json.loads(line)
        if isinstance(parsed, dict):
            return parsed
    return {}


def _finished(source: Path, target: Path) -> list[str] | None:
    """Go on moving the entries of a folder; None when something else has one of their names."""
    if not source.is_dir() or not target.is_dir():
        return []
    entries = sorted(source.iterdir())
    if any(os.path.lexists(target / entry.name) for entry in entries):
        return None
    for entry in entries:
        entry.rename(target / entry.name)
    return [_FINISHED.format(target=target)] if entries else []


def _remove_own(folder: Path, name: str) -> None:
    """Remove a folder that a note names, if it is one that this user's command made."""
    try:
        state = folder.lstat()
    except OSError:
        return
    own = not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
    if own and stat.S_ISDIR(state.st_mode) and folder.name.startswith(f"{_PREFIX}{name}"):
        shutil.rmtree(folder, ignore_errors=True)
