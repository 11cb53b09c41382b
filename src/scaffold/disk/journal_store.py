"""Where a project's lock and journal lie, and who holds the lock.

They are never where a repository that was cloned can have put a file: in the git directory when
that is a folder of the work tree itself, else in a folder of the user's own.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scaffold.disk.beneath import Beneath
from scaffold.disk.locks import try_lock, unlock
from scaffold.disk.state_folder import own_folder, state_folder
from scaffold.disk.work_tree import find_work_tree
from scaffold.errors import ScaffoldError

_IN_GIT = "scaffold-journal"
_IN_STATE = "changes"
_OLD_FOLDER = ".scaffold-journal"
_WAIT_FOR_LOCK = 0.2


class JournalStore:
    """The folder of a work tree's lock and journal.

    `lock`, `journal`, `done` and `draft` are paths in `beneath`. With `by_name` nothing but the
    name of `top` ties the journal to it.
    """

    def __init__(self, base: Path, name: str, top: Path, *, by_name: bool) -> None:
        self.folder = base / name
        self.beneath = Beneath(base)
        self.top = top
        self.by_name = by_name
        self._name = name
        self.lock = f"{name}/lock"
        self.journal = f"{name}/journal"
        self.done = f"{name}/done"
        self.draft = f"{name}/draft"

    @classmethod
    def of(cls, root: Path) -> "JournalStore":
        """Return the store that changes below `root` are written in.

        Raises ScaffoldError when the user has no folder to keep it in.
        """
        store = _in_git(root)
        if store is not None:
            return store
        own_folder()
        tree = find_work_tree(root)
        store = _in_state(str(tree.top) if tree else os.path.realpath(root))
        assert store is not None
        return store

    @classmethod
    def all_of(cls, start: Path) -> "list[JournalStore]":
        """Return every store that can hold an interrupted change of a project around `start`."""
        found = _in_git(start)
        stores = [found] if found is not None else []
        folder = state_folder()
        if folder is not None and _holds_any(folder / _IN_STATE):
            real = Path(os.path.realpath(start))
            stores += [
                store for top in (real, *real.parents) if (store := _in_state(str(top))) is not None
            ]
        return [store for store in stores if os.path.lexists(store.folder)]

    def has(self, path: str) -> bool:
        """Whether anything has one of the store's paths."""
        return self.beneath.state(path) is not None

    def in_use(self) -> bool:
        """Tell whether a change was begun and its journal is still there."""
        return self.has(self.journal) or self.has(self.done)

    def held(self) -> bool:
        """Tell whether a living process holds the lock."""
        try:
            descriptor = self._opened(os.O_RDWR)
        except (OSError, ScaffoldError):
            return False
        try:
            if not try_lock(descriptor):
                return True
            unlock(descriptor)
            return False
        finally:
            os.close(descriptor)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock, which ends with the process; `ScaffoldError` names another holder."""
        descriptor = self._acquire()
        try:
            yield
        finally:
            self._release(descriptor)

    def _acquire(self) -> int:
        patience = time.monotonic() + _WAIT_FOR_LOCK
        while True:
            self._make_folder()
            try:
                descriptor = self._opened(os.O_RDWR | os.O_CREAT)
            except FileNotFoundError:
                # The holder before removed the folder just now.
                if time.monotonic() > patience:
                    raise
                continue
            except OSError:
                with suppress(OSError):
                    self.beneath.rmdir(self._name)
                raise
            if try_lock(descriptor):
                if self._is_lock(descriptor):
                    break
            elif time.monotonic() > patience:
                holder = os.read(descriptor, 32).decode("ascii", "replace").strip()
                os.close(descriptor)
                raise ScaffoldError(
                    f"another `scaffold` (process {holder if holder.isdecimal() else 'unknown'}) "
                    "is changing this project",
                    "wait until it ends, then run the command again",
                )
            os.close(descriptor)
            time.sleep(0.01)
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode())
        except BaseException:
            self._release(descriptor)
            raise
        return descriptor

    def _make_folder(self) -> None:
        if self.by_name:
            with suppress(FileExistsError):
                self.beneath.root.mkdir(mode=0o700)
        with suppress(FileExistsError):
            self.beneath.mkdir(self._name)
        state = self.beneath.state(self._name)
        if state is not None and not stat.S_ISDIR(state.st_mode):
            raise _not_ours(self.folder, "folder")

    def _opened(self, flags: int) -> int:
        """Open the lock, which has no other name: writing into it would change that file."""
        state = self.beneath.state(self.lock)
        if state is not None and not (stat.S_ISREG(state.st_mode) and state.st_nlink < 2):
            raise _not_ours(self.folder / "lock", "file")
        return self.beneath.open(self.lock, flags | getattr(os, "O_NONBLOCK", 0))

    def _release(self, descriptor: int) -> None:
        # Removed while held: who waits for it sees that the file it opened is gone.
        with suppress(OSError):
            self.beneath.unlink(self.lock)
        with suppress(OSError):
            self.beneath.rmdir(self._name)
        os.close(descriptor)

    def _is_lock(self, descriptor: int) -> bool:
        state = self.beneath.state(self.lock)
        return state is not None and os.path.samestat(os.fstat(descriptor), state)


def _not_ours(path: Path, what: str) -> ScaffoldError:
    return ScaffoldError(
        f"`{path}` is in the way: it is no {what} that `scaffold` made", "remove it"
    )


def _in_git(root: Path) -> JournalStore | None:
    tree = find_work_tree(root)
    # A file or a link of that name may lead anywhere, as in an archive that somebody made.
    if tree is None or tree.git_directory != tree.top / ".git":
        return None
    return JournalStore(tree.git_directory, _IN_GIT, tree.top, by_name=False)


def _in_state(top: str) -> JournalStore | None:
    from hashlib import sha256  # most commands of most projects never come here

    folder = state_folder()
    if folder is None:
        return None
    name = sha256(os.fsencode(top)).hexdigest()[:32]
    base = Path(os.path.realpath(folder)) / _IN_STATE
    return JournalStore(base, name, Path(top), by_name=True)


def _holds_any(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except OSError:
        return False


def interrupted(start: Path) -> bool:
    """Tell whether a command was killed in the middle of changing this project; changes nothing."""
    return any(store.in_use() and not store.held() for store in JournalStore.all_of(start))


def old_journal(start: Path, root: Path) -> Path | None:
    """Return a journal in a folder of the project, where earlier versions kept theirs."""
    for folder in (start, *start.parents):
        for name in ("journal", "done"):
            found = folder / _OLD_FOLDER / name
            if os.path.lexists(found):
                return found
        if folder == root:
            break
    return None
