"""Where a project's lock and journal lie, and who holds the lock."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scaffold.disk.project_files import TEMPORARY_PREFIX, find_work_tree
from scaffold.errors import ScaffoldError

FOLDER_WITHOUT_GIT = f"{TEMPORARY_PREFIX}journal"
_FOLDER_IN_GIT = "scaffold-journal"
_WAIT_FOR_LOCK = 0.2
# The folder may have come with a project of somebody else's making.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


class JournalStore:
    """The folder of a work tree's lock and journal: in its git directory when it has one."""

    def __init__(self, folder: Path, top: Path) -> None:
        self.folder = folder
        self.top = top
        self.lock = folder / "lock"
        self.journal = folder / "journal"
        self.done = folder / "done"
        self.draft = folder / "draft"

    @classmethod
    def of(cls, root: Path) -> "JournalStore":
        """Return the store that changes below `root` are written in."""
        tree = find_work_tree(root)
        if tree is None:
            root = Path(os.path.realpath(root))
            return cls(root / FOLDER_WITHOUT_GIT, root)
        return cls(tree.git_directory / _FOLDER_IN_GIT, tree.top)

    @classmethod
    def all_of(cls, root: Path) -> "list[JournalStore]":
        """Return every store that can hold an interrupted change of `root`."""
        root = Path(os.path.realpath(root))
        without_git = cls(root / FOLDER_WITHOUT_GIT, root)
        store = cls.of(root)
        stores = [store] if store.folder == without_git.folder else [store, without_git]
        return [s for s in stores if s.folder.is_dir() and not s.folder.is_symlink()]

    def in_use(self) -> bool:
        """Tell whether a change was begun and its journal is still there."""
        return os.path.lexists(self.journal) or os.path.lexists(self.done)

    def held(self) -> bool:
        """Tell whether a living process holds the lock."""
        try:
            descriptor = os.open(self.lock, os.O_RDWR | _NO_FOLLOW)
        except OSError:
            return False
        try:
            if not _try_lock(descriptor):
                return True
            _unlock(descriptor)
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
        if self.folder.is_symlink():
            raise ScaffoldError(
                f"`{self.folder}` is a symbolic link, so no journal is kept there.",
                "Remove the link.",
            )
        patience = time.monotonic() + _WAIT_FOR_LOCK
        while True:
            with suppress(FileExistsError):
                self.folder.mkdir()
            try:
                descriptor = os.open(self.lock, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o666)
            except FileNotFoundError:
                # The holder before removed the folder just now.
                if time.monotonic() > patience:
                    raise
                continue
            except OSError:
                with suppress(OSError):
                    self.folder.rmdir()
                raise
            if _try_lock(descriptor):
                if self._is_lock(descriptor):
                    break
            elif time.monotonic() > patience:
                holder = os.read(descriptor, 32).decode("ascii", "replace").strip()
                os.close(descriptor)
                raise ScaffoldError(
                    f"Another `scaffold` (process {holder or 'unknown'}) is changing this project.",
                    "Wait until it ends, then run the command again.",
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

    def _release(self, descriptor: int) -> None:
        # Removed while held: who waits for it sees that the file it opened is gone.
        with suppress(OSError):
            self.lock.unlink()
        with suppress(OSError):
            self.folder.rmdir()
        os.close(descriptor)

    def _is_lock(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self.lock.stat())
        except OSError:
            return False


if sys.platform == "win32":
    import msvcrt

    # Far behind the text, which others must be able to read.
    _LOCKED_BYTE = 1 << 20

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def interrupted(root: Path) -> bool:
    """Tell whether a command was killed in the middle of changing this project; changes nothing."""
    return any(store.in_use() and not store.held() for store in JournalStore.all_of(root))
