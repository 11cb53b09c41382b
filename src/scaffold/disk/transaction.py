"""Make a set of file changes, all or not at all, across errors, `kill -9` and second runs.

The order of things: the journal names every temporary file and folder before the first is made;
new contents are written beside their targets and old ones are linked beside them; then targets
are replaced one by one; then renaming the journal says that the change is done. Until that rename
recovery undoes everything, after it recovery only removes what is temporary.
"""

import errno
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from scaffold.disk.journal import (
    Entry,
    Journal,
    digest,
    settle,
    sync_folder,
    write_file,
    write_journal,
)
from scaffold.disk.journal_store import JournalStore
from scaffold.disk.project_files import TEMPORARY_PREFIX
from scaffold.errors import ScaffoldError

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}


class FileChange(Protocol):
    """What happens to one file."""

    @property
    def path(self) -> str:
        """The file's path below the root."""
        ...

    @property
    def before(self) -> bytes | None:
        """Its content before, None when there was no file."""
        ...

    @property
    def after(self) -> bytes | None:
        """Its content after, None when it goes."""
        ...


def commit(root: Path, changes: Sequence[FileChange], check: Callable[[], None]) -> None:
    """Make all `changes` below `root`, or none and raise `ScaffoldError`.

    `check` runs under the lock, before anything is written.
    """
    store = JournalStore.of(root)
    try:
        with store.locked():
            if any(other.in_use() for other in JournalStore.all_of(root)):
                raise ScaffoldError(
                    "An earlier command was interrupted while it changed this project.",
                    "Run the command again: it recovers the project first.",
                )
            check()
            _Transaction(store, root, changes).run()
    except OSError as error:
        raise _refusal(error, str(error.filename or store.folder)) from error


class _Transaction:
    def __init__(self, store: JournalStore, root: Path, changes: Sequence[FileChange]) -> None:
        self._store = store
        self._root = Path(os.path.realpath(root))
        self._changes = changes
        token = os.urandom(4).hex()
        self._journal = Journal(
            os.path.relpath(self._root, store.top).replace(os.sep, "/"),
            [self._entry(change, token, n) for n, change in enumerate(changes)],
            self._missing_folders(),
        )
        self._states: dict[str, os.stat_result] = {}
        self._at = ""

    def _entry(self, change: FileChange, token: str, number: int) -> Entry:
        folder = change.path.rpartition("/")[0]
        temporary = f"{folder}/{TEMPORARY_PREFIX}" if folder else TEMPORARY_PREFIX
        return Entry(
            change.path,
            digest(change.before),
            digest(change.after),
            f"{temporary}{token}-{number}.new",
            f"{temporary}{token}-{number}.old",
        )

    def _missing_folders(self) -> list[str]:
        missing = []
        for change in self._changes:
            folder = change.path.rpartition("/")[0] if change.after is not None else ""
            while folder and folder not in missing and not (self._root / folder).exists():
                missing.append(folder)
                folder = folder.rpartition("/")[0]
        return sorted(missing)

    def run(self) -> None:
        for change in self._changes:
            self._verify(change)
        try:
            write_journal(self._store, self._journal)
            self._prepare()
            for entry, change in zip(self._journal.entries, self._changes, strict=True):
                self._at = entry.path
                self._replace(entry, change)
            for folder in {str((self._root / e.path).parent) for e in self._journal.entries}:
                sync_folder(folder)
            self._store.journal.rename(self._store.done)
        except BaseException as error:
            self._take_back(error)
            raise
        sync_folder(self._store.folder)
        # All is done; what cannot be tidied up now is tidied up by the next command.
        for _ in range(2):
            with suppress(OSError):
                settle(self._store)
                return

    def _take_back(self, error: BaseException) -> None:
        try:
            settle(self._store)
        except OSError as second:
            raise ScaffoldError(
                f"`{second.filename}` could not be put back: {second.strerror}.",
                "Remove the cause and run the command again: it recovers the project first.",
            ) from error
        if isinstance(error, OSError):
            raise _refusal(error, self._at or str(self._store.folder)) from error

    def _verify(self, change: FileChange) -> None:
        target = self._root / change.path
        try:
            state = target.lstat()
            same = stat.S_ISREG(state.st_mode) and target.read_bytes() == change.before
        except (FileNotFoundError, NotADirectoryError):
            if change.before is not None:
                raise changed(change.path) from None
            return
        if not same:
            raise changed(change.path)
        self._states[change.path] = state

    def _prepare(self) -> None:
        for folder in self._journal.folders:
            self._at = folder
            (self._root / folder).mkdir()
        for entry, change in zip(self._journal.entries, self._changes, strict=True):
            self._at = entry.path
            state = self._states.get(entry.path)
            if change.after is not None:
                write_file(self._root / entry.new, change.after, state)
            if change.before is not None and change.after is not None:
                try:
                    os.link(self._root / entry.path, self._root / entry.old)
                except OSError as error:
                    if error.errno not in _NO_LINKS:
                        raise
                    write_file(self._root / entry.old, change.before, state)

    def _replace(self, entry: Entry, change: FileChange) -> None:
        target, new = self._root / entry.path, self._root / entry.new
        before = self._states.get(entry.path)
        if before is None:
            _place(new, target, entry.path)
            return
        try:
            now = target.lstat()
        except FileNotFoundError:
            raise changed(entry.path) from None
        if (now.st_ino, now.st_mtime_ns, now.st_size) != (
            before.st_ino,
            before.st_mtime_ns,
            before.st_size,
        ):
            raise changed(entry.path)
        if change.after is None:
            target.rename(self._root / entry.old)
        else:
            new.replace(target)


def _place(new: Path, target: Path, path: str) -> None:
    """Give a new file its name, and fail when another file has it."""
    try:
        os.link(new, target)
    except FileExistsError:
        raise changed(path) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise changed(path) from None
        new.rename(target)
    else:
        new.unlink()


def changed(path: str) -> ScaffoldError:
    """Return the refusal to write over somebody else's change."""
    return ScaffoldError(
        f"`{path}` changed while the command was at work; nothing was written.",
        "Run the command again.",
    )


def _refusal(error: OSError, path: str) -> ScaffoldError:
    hints = {
        errno.ENOSPC: "Free some space, then run the command again.",
        errno.EDQUOT: "Free some space, then run the command again.",
        errno.EACCES: "Make it writable for this user, then run the command again.",
        errno.EPERM: "Make it writable for this user, then run the command again.",
        errno.EROFS: "Make its file system writable, then run the command again.",
    }
    reason = (error.strerror or str(error)).lower()
    return ScaffoldError(
        f"`{path}` could not be written: {reason}; nothing was changed.",
        hints.get(error.errno or 0, "Remove the cause, then run the command again."),
    )
