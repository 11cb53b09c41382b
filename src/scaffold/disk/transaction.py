"""Make a set of file changes, all or not at all, across errors, `kill -9` and second runs.

The order of things: the journal names every temporary file and folder before the first is made;
new contents are written beside their targets and old ones are linked beside them; then targets
are replaced one by one; then renaming the journal says that the change is done. Until that rename
recovery undoes everything, after it recovery only removes what is temporary.
"""

import errno
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scaffold.disk import git_index, interrupts
from scaffold.disk.beneath import Beneath
from scaffold.disk.journal import Entry, IndexEdit, Journal, digest, entry, write_journal
from scaffold.disk.journal_store import JournalStore
from scaffold.disk.recovery import settle
from scaffold.errors import ScaffoldError

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}


class Change(NamedTuple):
    """What happens to one file; None stands for no file."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def verb(self) -> str:
        """`create`, `update` or `delete`."""
        if self.before is None:
            return "create"
        return "delete" if self.after is None else "update"


def commit(
    root: Path, changes: Sequence[Change], check: Callable[[], None], index: IndexEdit | None = None
) -> None:
    """Make all `changes` below `root`, and the edit of git's index, or none of it.

    `check` runs under the lock, before anything is written.
    Raises `ScaffoldError` when nothing was changed.
    """
    store = JournalStore.of(root)
    # A request to stop waits: this takes as long as the disk does, and then it can be said
    # what there is.
    with interrupts.deferred():
        try:
            with store.locked():
                if any(other.in_use() for other in JournalStore.all_of(root)):
                    raise ScaffoldError(
                        "an earlier command was interrupted while it changed this project",
                        "run the command again: it recovers the project first",
                    )
                check()
                _Transaction(store, root, changes, index).run()
        except OSError as error:
            raise _refusal(error, str(error.filename or store.folder)) from error
        interrupts.written([(change.verb, change.path) for change in changes])


def write_out(root: Path, changes: Sequence[Change]) -> None:
    """Make changes in a folder that nobody else knows, and that goes when this fails.

    Raises `ScaffoldError` when a file cannot be written.
    """
    beneath = Beneath(Path(os.path.realpath(root)))
    try:
        for folder in _missing_folders(beneath, changes):
            beneath.mkdir(folder)
        for change in changes:
            if change.before is not None:
                beneath.unlink(change.path)
            if change.after is not None:
                beneath.write(change.path, change.after)
    except OSError as error:
        raise _refusal(error, str(error.filename)) from error


class _Transaction:
    def __init__(
        self, store: JournalStore, root: Path, changes: Sequence[Change], index: IndexEdit | None
    ) -> None:
        real = Path(os.path.realpath(root))
        below = os.path.relpath(real, store.top).replace(os.sep, "/")
        self._store = store
        self._beneath = Beneath(store.top, below)
        # What others read finds a file before it finds the import of it, and loses it after.
        order = ("create", "update", "delete")
        self._changes = sorted(changes, key=lambda change: order.index(change.verb))
        token = os.urandom(8).hex()
        self._journal = Journal(
            root=below,
            inode=real.stat().st_ino,
            token=token,
            entries=tuple(
                entry(each.path, digest(each.before), digest(each.after), token, number)
                for number, each in enumerate(self._changes)
            ),
            folders=tuple(_missing_folders(self._beneath, self._changes)),
            index=index,
        )
        self._states: dict[str, os.stat_result] = {}
        self._at = ""

    def run(self) -> None:
        for change in self._changes:
            self._verify(change)
        store = self._store
        try:
            with suppress(FileNotFoundError):
                store.beneath.unlink(store.draft)
            write_journal(store.beneath, store.draft, self._journal)
            store.beneath.replace(store.draft, store.journal)
            store.beneath.sync(store.journal.rpartition("/")[0])
            # First: a file with conflict markers is never one that git would commit.
            if self._journal.index is not None:
                git_index.make(store.top, self._journal.index)
            self._prepare()
            for one, change in zip(self._journal.entries, self._changes, strict=True):
                self._at = one.path
                self._replace(one, change)
            for folder in {one.path.rpartition("/")[0] for one in self._journal.entries}:
                self._beneath.sync(folder)
            store.beneath.replace(store.journal, store.done)
        except BaseException as error:
            self._take_back(error)
            raise
        store.beneath.sync(store.done.rpartition("/")[0])
        # All is done; what cannot be tidied up now is tidied up by the next command.
        for _ in range(2):
            with suppress(OSError, ScaffoldError):
                settle(store)
                return

    def _take_back(self, error: BaseException) -> None:
        try:
            settle(self._store)
        except (OSError, ScaffoldError) as second:
            name, why = (
                (second.filename, second.strerror)
                if isinstance(second, OSError)
                else (self._at or self._store.folder, second.message)
            )
            raise ScaffoldError(
                f"`{name}` could not be put back: {why}",
                "remove the cause and run the command again: it recovers the project first",
            ) from error
        if isinstance(error, OSError):
            raise _refusal(error, self._at or str(self._store.folder)) from error

    def _verify(self, change: Change) -> None:
        state = self._beneath.state(change.path)
        if state is None:
            if change.before is not None:
                raise changed(change.path)
            return
        if change.before is None:
            raise changed(change.path)
        if self._beneath.read(change.path, len(change.before) + 1) != change.before:
            raise changed(change.path)
        self._states[change.path] = state

    def _prepare(self) -> None:
        for folder in self._journal.folders:
            self._at = folder
            self._beneath.mkdir(folder)
        for one, change in zip(self._journal.entries, self._changes, strict=True):
            self._at = one.path
            state = self._states.get(one.path)
            if change.after is not None:
                self._beneath.write(one.new, change.after, state)
            if change.before is not None and change.after is not None:
                try:
                    self._beneath.link(one.path, one.old)
                except OSError as error:
                    if error.errno not in _NO_LINKS:
                        raise
                    self._beneath.write(one.old, change.before, state)

    def _replace(self, one: Entry, change: Change) -> None:
        before = self._states.get(one.path)
        if before is None:
            self._place(one)
            return
        now = self._beneath.state(one.path)
        if now is None or (now.st_ino, now.st_mtime_ns, now.st_size) != (
            before.st_ino,
            before.st_mtime_ns,
            before.st_size,
        ):
            raise changed(one.path)
        if change.after is None:
            self._beneath.replace(one.path, one.old)
        else:
            self._beneath.replace(one.new, one.path)

    def _place(self, one: Entry) -> None:
        """Give a new file its name, and fail when another file has it."""
        try:
            self._beneath.link(one.new, one.path)
        except FileExistsError:
            raise changed(one.path) from None
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if self._beneath.state(one.path) is not None:
                raise changed(one.path) from None
            self._beneath.replace(one.new, one.path)
        else:
            self._beneath.unlink(one.new)


def _missing_folders(beneath: Beneath, changes: Sequence[Change]) -> list[str]:
    missing: list[str] = []
    for change in changes:
        folder = change.path.rpartition("/")[0] if change.after is not None else ""
        while folder and folder not in missing and beneath.state(folder) is None:
            missing.append(folder)
            folder = folder.rpartition("/")[0]
    return sorted(missing)


def changed(path: str) -> ScaffoldError:
    """Return the refusal to write over somebody else's change."""
    return ScaffoldError(
        f"`{path}` changed while the command was at work; nothing was written",
        "run the command again",
    )


def _refusal(error: OSError, path: str) -> ScaffoldError:
    hints = {
        errno.ENOSPC: "free some space, then run the command again",
        errno.EDQUOT: "free some space, then run the command again",
        errno.EACCES: "make it writable for this user, then run the command again",
        errno.EPERM: "make it writable for this user, then run the command again",
        errno.EROFS: "make its file system writable, then run the command again",
    }
    reason = (error.strerror or str(error)).lower()
    return ScaffoldError(
        f"`{path}` could not be written: {reason}; nothing was changed",
        hints.get(error.errno or 0, "remove the cause, then run the command again"),
    )
