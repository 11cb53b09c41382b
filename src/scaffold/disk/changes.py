"""What a command will do to a project: planned in memory, shown as a patch, made all or nothing."""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from scaffold.disk.journal import IndexEdit
from scaffold.disk.patch import patch_below
from scaffold.disk.project_files import DiskFiles
from scaffold.disk.transaction import Change, changed, commit, write_out
from scaffold.errors import ScaffoldError
from scaffold.shown import argument

_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class _Seen(NamedTuple):
    """A file as it was read: enough to tell later whether it is still the same."""

    content: int | None
    state: tuple[int, int, int] | None


class ChangeSet:
    """Planned contents over the files on disk; nothing is written before `apply`."""

    def __init__(self, root: Path) -> None:
        self._disk = DiskFiles(root)
        self.root = self._disk.root
        self._planned: dict[str, Change] = {}
        self._seen: dict[str, _Seen] = {}
        self._read: dict[str, bytes] = {}
        self._keys: dict[str, str] = {}
        self._listed: Iterable[str] | None = None
        self._applied = False

    def read(self, path: str) -> bytes | None:
        """Return the planned content, else the file's; None when there is or will be no file."""
        # What was read stays so: `apply` refuses when the file is another by then.
        known = self._read.get(path)
        if self._planned and not self._applied:
            planned = self._planned.get(path) or self._planned.get(self._key(path))
            if planned is not None:
                return planned.after
        if known is not None:
            return known
        loaded = self._disk.load(path)
        if path not in self._seen:
            self._seen[path] = _seen(loaded)
        if loaded is None:
            return None
        self._read[path] = loaded[0]
        return loaded[0]

    def _key(self, path: str) -> str:
        key = self._keys.get(path)
        if key is None:
            try:
                key = self._disk.resolve(path)
            except ScaffoldError:
                key = path
            # The folders of what is yet to be made may change.
            if path in self._read:
                self._keys[path] = key
        return key

    def paths(self) -> Iterable[str]:
        """Return the project's own files, with planned ones and without deleted ones, sorted."""
        found = self._disk.paths()
        if self._applied:
            return found
        # What is not listed is taken for not there: `apply` refuses when it is by then.
        self._listed = found
        if not self._planned:
            return found
        gone = {path for path, change in self._planned.items() if change.after is None}
        new = {path for path, change in self._planned.items() if change.after is not None}
        return sorted((set(found) | new) - gone)

    def unread(self, path: str) -> str | None:
        """Return why something at a path is not read; what is not there is asked for again."""
        if path in self._planned and not self._applied:
            return None
        why = self._disk.unread(path)
        if why is None and path not in self._seen:
            self._seen[path] = _seen(self._disk.load(path))
        return why

    def left_out(self) -> Mapping[str, str]:
        """Return what the paths leave out though it is the project's own, and why."""
        return self._disk.left_out()

    def create(self, path: str, content: bytes) -> None:
        """Plan a new file; `ScaffoldError` when a file with other content is in the way."""
        change = self._change(path)
        if change.after not in (None, content):
            raise ScaffoldError(
                f"`{change.path}` is in the way: a file of that name exists",
                "choose another name, or move that file away",
            )
        self._plan(change, content)

    def write(self, path: str, content: bytes) -> None:
        """Plan a file's content, whether the file exists or not."""
        self._plan(self._change(path), content)

    def delete(self, path: str) -> None:
        """Plan that a file goes, and with it the folders it leaves empty."""
        change = self._change(path)
        if change.after is None:
            raise ScaffoldError(
                f"`{change.path}` cannot be deleted: there is no such file",
                "check its name",
            )
        if os.path.islink(self.root / path):  # noqa: PTH114
            raise ScaffoldError(
                f"`{path}` is a symbolic link to `{change.path}`, so it is not deleted",
                "remove the link by hand",
            )
        self._plan(change, None)

    def changes(self) -> list[Change]:
        """Return what is planned, or was just applied, sorted by path and without no-ops."""
        return [c for _, c in sorted(self._planned.items()) if c.before != c.after]

    def diff(self) -> str:
        """Return a unified diff that `git apply`, run in the root, turns into the same result.

        Bytes that are not UTF-8 come as surrogates: encode with `surrogateescape`.
        """
        files = [(c.path, c.before, c.after, self._git_mode(c)) for c in self.changes()]
        return patch_below(self.root, files)

    def _git_mode(self, change: Change) -> str:
        try:
            executable = (self.root / change.path).stat().st_mode & stat.S_IXUSR
        except OSError:
            executable = 0
        return "100755" if executable else "100644"

    def apply(self, index: IndexEdit | None = None) -> None:
        """Make all planned changes, and the edit of git's index, or none and raise `ScaffoldError`.

        `changes` then still gives what was done, until something else is planned.
        """
        changes = self.changes()
        if changes and not self._applied:
            commit(self.root, changes, self._refuse_stale, index)
            self._forget()

    def write_out(self) -> None:
        """Make all planned changes in a folder that nobody else knows, as a new project's is.

        Raises `ScaffoldError`; the folder then is of no use.
        """
        write_out(self.root, self.changes())
        self._forget()

    def _forget(self) -> None:
        self._applied = True
        self._listed = None
        self._seen.clear()
        self._read.clear()
        self._keys.clear()
        self._disk.forget()

    def _refuse_stale(self) -> None:
        for path, seen in self._seen.items():
            if path in self._planned:
                continue
            try:
                now = os.stat(f"{self.root}/{path}")  # noqa: PTH116
            except (OSError, ValueError):
                if seen.state is not None:
                    raise changed(path) from None
                continue
            if seen.state != _state(now) and _seen(self._disk.load(path)).content != seen.content:
                raise changed(path)
        if self._listed is not None:
            other = set(DiskFiles(self.root).paths()).symmetric_difference(self._listed)
            if other:
                raise changed(min(other))

    def _change(self, path: str) -> Change:
        """Return what is planned for `path` so far; `ScaffoldError` when it can be no file."""
        if self._applied:
            self._planned.clear()
            self._applied = False
        key = self._disk.resolve(path)
        if key in self._planned:
            return self._planned[key]
        loaded = self._disk.load(key)
        seen = _seen(loaded)
        for name in {path, key} & self._seen.keys():
            if self._seen[name].content != seen.content:
                raise changed(key)
        if loaded is None:
            self._refuse_occupied(key)
        content = None if loaded is None else loaded[0]
        return Change(key, content, content)

    def _refuse_occupied(self, key: str) -> None:
        try:
            mode = (self.root / key).lstat().st_mode
        except FileNotFoundError:
            return
        except NotADirectoryError:
            raise ScaffoldError(
                f"`{key}` cannot be a file: one of its folders is a file",
                "choose another name, or move that file away",
            ) from None
        except OSError as error:
            raise ScaffoldError(
                f"`{key}` cannot be reached: {error.strerror}",
                "check the folders and symbolic links on its path",
            ) from None
        if stat.S_ISDIR(mode):
            what = "a folder of that name exists"
        elif stat.S_ISREG(mode):
            what = "it cannot be read, or is larger than 10 MB"
        else:
            what = "it is not a regular file"
        raise ScaffoldError(
            f"`{key}` is in the way: {what}", "choose another name, or move it away"
        )

    def _plan(self, change: Change, content: bytes | None) -> None:
        if content != change.before:
            self._refuse_read_only(change)
        if content is not None and change.before is None:
            self._refuse_nested(change.path)
        self._planned[change.path] = Change(change.path, change.before, content)

    def _refuse_nested(self, path: str) -> None:
        for other, planned in self._planned.items():
            if planned.after is not None and (
                other.startswith(f"{path}/") or path.startswith(f"{other}/")
            ):
                raise ScaffoldError(
                    f"`{path}` and `{other}` cannot both be files", "choose another name"
                )

    def _refuse_read_only(self, change: Change) -> None:
        folder = (self.root / change.path).parent
        while not folder.exists() and folder != self.root:
            folder = folder.parent
        named = [(folder, os.path.relpath(folder, self.root).replace(os.sep, "/"))]
        if change.before is not None:
            named.insert(0, (self.root / change.path, change.path))
        for file, name in named:
            try:
                mode = file.stat().st_mode
            except OSError:
                continue
            # The bits, not `os.access`: an administrator may write what its owner protected.
            if not mode & _WRITE_BITS:
                raise ScaffoldError(
                    f"`{name}` is read-only, so `{change.path}` cannot be changed",
                    f"make it writable: `chmod u+w {argument(name)}`",
                )


def _state(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_mtime_ns, state.st_size


def _seen(loaded: tuple[bytes, os.stat_result] | None) -> _Seen:
    if loaded is None:
        return _Seen(None, None)
    content, state = loaded
    return _Seen(hash(content), _state(state))
