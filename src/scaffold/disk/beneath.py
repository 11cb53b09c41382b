"""Files below a folder, reached name by name: no link on the way is ever followed.

A path is walked anew for each act, at the moment of it. What was looked at before may be another
file by then, or a link that leads out of the project.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
# To pass through a folder takes no right to list it.
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | _NO_FOLLOW | getattr(os, "O_DIRECTORY", 0)
# A named pipe must not block a read.
_READ = os.O_RDONLY | _NO_FOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0)
# Elsewhere each folder is looked at and then used: a link that is put there in between is followed.
_BY_DESCRIPTOR = (
    bool(_NO_FOLLOW)
    and hasattr(os, "O_DIRECTORY")
    and {os.open, os.stat, os.rename, os.unlink, os.mkdir, os.rmdir, os.link} <= os.supports_dir_fd
    and os.link in os.supports_follow_symlinks
)
_REPARSE_POINT = 0x400
_IN_THE_WAY = {errno.ELOOP, errno.ENOTDIR, errno.EMLINK}

_Place = tuple[int | None, str]


class Beneath:
    """The files below a folder that is named by its real path; paths are relative to it.

    With `below` they are relative to that folder in it, which is no link either.
    """

    def __init__(self, root: Path, below: str = ".") -> None:
        self.root = root
        self._below = [] if below == "." else below.split("/")

    def state(self, path: str) -> os.stat_result | None:
        """Return the state of what has this name, a link's own; None when nothing has it."""
        try:
            with self._place(path) as (folder, name):
                return os.stat(name, dir_fd=folder, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read(self, path: str, largest: int) -> bytes | None:
        """Return the content of a regular file of at most that many bytes, else None."""
        found = self.state(path)
        if found is None or not _is_content(found, largest):
            return None
        with self._place(path) as (folder, name):
            descriptor = os.open(name, _READ, dir_fd=folder)
        try:
            if not _is_content(os.fstat(descriptor), largest):
                return None
            pieces = []
            rest = largest
            while rest > 0 and (piece := os.read(descriptor, min(rest, 1 << 20))):
                pieces.append(piece)
                rest -= len(piece)
            return b"".join(pieces)
        finally:
            os.close(descriptor)

    def open(self, path: str, flags: int, mode: int = 0o666) -> int:
        """Return a descriptor of the file, never of what a link leads to."""
        with self._place(path) as (folder, name):
            return os.open(name, flags | _NO_FOLLOW | _BINARY, mode, dir_fd=folder)

    def write(self, path: str, content: bytes, like: os.stat_result | None = None) -> None:
        """Write a new file to the disk itself, with the mode and owner of `like`."""
        descriptor = self.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if like is not None and hasattr(os, "fchmod"):
                own = os.fstat(descriptor)
                if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
                    with suppress(OSError):
                        os.fchown(descriptor, like.st_uid, like.st_gid)
                os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def link(self, path: str, new: str) -> None:
        """Give a file a second name, which nothing may have."""
        with self._place(path) as (folder, name), self._place(new) as (into, new_name):
            if folder is None:
                os.link(name, new_name)
            else:
                os.link(name, new_name, src_dir_fd=folder, dst_dir_fd=into, follow_symlinks=False)

    def replace(self, path: str, new: str) -> None:
        """Give a file another name, in place of whatever file has it."""
        with self._place(path) as (folder, name), self._place(new) as (into, new_name):
            os.replace(name, new_name, src_dir_fd=folder, dst_dir_fd=into)

    def unlink(self, path: str) -> None:
        """Remove a file or a link."""
        with self._place(path) as (folder, name):
            os.unlink(name, dir_fd=folder)

    def mkdir(self, path: str) -> None:
        """Make a folder."""
        with self._place(path) as (folder, name):
            os.mkdir(name, dir_fd=folder)

    def rmdir(self, path: str) -> None:
        """Remove an empty folder."""
        with self._place(path) as (folder, name):
            os.rmdir(name, dir_fd=folder)

    def sync(self, folder: str) -> None:
        """Bring the names in a folder, "" for the root, to the disk itself."""
        # Not every system opens or syncs a folder; where it cannot, its own order has to do.
        with suppress(OSError), self._place(f"{folder}/." if folder else ".") as (inner, name):
            descriptor = os.open(name, os.O_RDONLY, dir_fd=inner)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    @contextmanager
    def _place(self, path: str) -> Iterator[_Place]:
        """Open the folder of a path; give it, and the name in it, to the block."""
        folder, _, name = path.rpartition("/")
        try:
            if not _BY_DESCRIPTOR:
                yield None, f"{self._looked_at(folder)}{os.sep}{name}"
                return
            descriptor = self._opened(folder)
            try:
                yield descriptor, name
            finally:
                os.close(descriptor)
        except OSError as error:
            # A descriptor says nothing to a reader.
            error.filename, error.filename2 = path, None
            raise

    def _parts(self, folder: str) -> list[str]:
        return [*self._below, *folder.split("/")] if folder else self._below

    def _opened(self, folder: str) -> int:
        descriptor = os.open(self.root, _FOLDER)
        for part in self._parts(folder):
            try:
                inner = os.open(part, _FOLDER, dir_fd=descriptor)
            except OSError as error:
                if error.errno in _IN_THE_WAY:
                    raise _in_the_way() from error
                raise
            finally:
                os.close(descriptor)
            descriptor = inner
        return descriptor

    def _looked_at(self, folder: str) -> str:
        at = str(self.root)
        for part in self._parts(folder):
            at = f"{at}{os.sep}{part}"
            found = os.lstat(at)
            if not stat.S_ISDIR(found.st_mode) or _is_reparse_point(found):
                raise _in_the_way()
        return at


def _in_the_way() -> NotADirectoryError:
    return NotADirectoryError(errno.ENOTDIR, "one of its folders is a link or no folder")


def _is_reparse_point(found: os.stat_result) -> bool:
    """Whether it is a junction, which Windows calls a folder."""
    return bool(getattr(found, "st_file_attributes", 0) & _REPARSE_POINT)


def _is_content(found: os.stat_result, largest: int) -> bool:
    return stat.S_ISREG(found.st_mode) and found.st_size <= largest
