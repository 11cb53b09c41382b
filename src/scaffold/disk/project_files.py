"""The project's files on disk: listed as git sees them, read without leaving the root."""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.disk.well_known import SKIPPED_FOLDERS
from scaffold.disk.work_tree import find_work_tree
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

TEMPORARY_PREFIX = ".scaffold-"
LARGEST_READ = 10_000_000
_SKIPPED = re.compile(
    r"(?:^|/)(?:(?:"
    + "|".join(re.escape(name) for name in sorted(SKIPPED_FOLDERS))
    + r")/|"
    + re.escape(TEMPORARY_PREFIX)
    + r")|\n"
)
_OUTSIDE = "it is a link that leads out of the project"
_OTHER_REPOSITORY = "it is another repository"
_NO_FILE = "it is no regular file"
_CLOSED = "it cannot be read by this user"
_SUBMODULE = re.compile(r"^[ \t]*path[ \t]*=[ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE)
# Matching a long name with such a pattern takes minutes.
_MANY_STARS = re.compile(r"(?:\*+[^*/]*){4}")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
# A named pipe must not block a read.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def clean_path(path: str) -> str | None:
    """Return `path` in its one spelling, None when it is no path inside a project."""
    if not path or path[0] == "/" or "\0" in path or "\n" in path or "\r" in path:
        return None
    if os.name == "nt" and ("\\" in path or ":" in path):
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if not parts or ".." in parts or ".git" in (part.lower() for part in parts):
        return None
    try:
        path.encode()
    except UnicodeEncodeError:
        return None
    return "/".join(parts)


class DiskFiles:
    """Files as they are on disk now; nothing outside the root is ever read."""

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self._top = str(self.root)
        self._prefix = self._top.rstrip(os.sep) + os.sep
        self._folders: dict[str, str | None] = {}
        self._paths: list[str] | None = None
        self._names: frozenset[str] | None = None
        self._left_out: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a regular file inside the root and at most 10 MB, else None."""
        loaded = self.load(path)
        return None if loaded is None else loaded[0]

    def load(self, path: str) -> tuple[bytes, os.stat_result] | None:
        """Return what `read` returns, with the state the file was in."""
        clean = clean_path(path)
        if clean is None:
            return None
        folder, _, name = clean.rpartition("/")
        absolute = self._folder(folder)
        if absolute is None:
            return None
        target = f"{absolute}/{name}"
        if not _NO_FOLLOW and os.path.islink(target):  # noqa: PTH114
            return self._load_link(target)
        try:
            descriptor = os.open(target, _READ | _NO_FOLLOW)
        except FileNotFoundError:
            return None
        except OSError:
            return self._load_link(target)
        return _load(descriptor)

    def _load_link(self, link: str) -> tuple[bytes, os.stat_result] | None:
        if not os.path.islink(link):  # noqa: PTH114
            return None
        target = os.path.realpath(link)
        if not self._holds(target):
            return None
        try:
            return _load(os.open(target, _READ | _NO_FOLLOW))
        except OSError:
            return None

    def resolve(self, path: str) -> str:
        """Return the path a write to `path` really reaches, links followed inside the root.

        Raises `ScaffoldError` for a path that is not inside the project.
        """
        clean = clean_path(path)
        if clean is None:
            raise ScaffoldError(
                f"`{ascii(path)[1:-1]}` is not a path inside the project",
                "use a path relative to the project root, without `..`",
            )
        folder, _, name = clean.rpartition("/")
        absolute = self._folder(folder)
        if absolute is not None:
            target = f"{absolute}/{name}"
            if os.path.islink(target):  # noqa: PTH114
                return self._resolve_link(clean, target)
            return target.removeprefix(self._prefix).replace(os.sep, "/")
        raise _leaves(clean)

    def _resolve_link(self, path: str, link: str) -> str:
        target = os.path.realpath(link)
        if not self._holds(target):
            raise _leaves(path)
        if not os.path.lexists(target) or os.path.islink(target):  # noqa: PTH114
            raise ScaffoldError(
                f"`{path}` is a symbolic link that leads to no file",
                "remove the link, or make the file it names",
            )
        return target.removeprefix(self._prefix).replace(os.sep, "/")

    def _folder(self, folder: str) -> str | None:
        if folder not in self._folders:
            absolute = os.path.realpath(f"{self._top}/{folder}" if folder else self._top)
            inside = absolute == self._top or self._holds(absolute)
            # A folder yet to be made may become a link: only what exists is remembered.
            if not inside or not os.path.isdir(absolute):  # noqa: PTH112
                return absolute if inside else None
            self._folders[folder] = absolute
        return self._folders[folder]

    def _holds(self, absolute: str) -> bool:
        git = f"{self._prefix}.git{os.sep}"
        return absolute.startswith(self._prefix) and not f"{absolute}{os.sep}".startswith(git)

    def paths(self) -> Iterable[str]:
        """Return the project's own files, sorted: not ignored, not built, no symbolic links."""
        if self._paths is None:
            listed = self._listed_by_git()
            # Nothing listed: the project may itself be ignored by a repository around it.
            self._paths = sorted(listed or self._walk())
        return self._paths

    def left_out(self) -> Mapping[str, str]:
        """Return what is the project's own and in no `paths`, and why; a folder ends in `/`."""
        self.paths()
        return self._left_out

    def unread(self, path: str) -> str | None:
        """Return why what is at a path is not read, None when it is or nothing is there.

        Links are not followed out of the project, so what they lead to counts as being there.
        """
        clean = clean_path(path)
        if clean is None:
            return None
        at, state = self._top, None
        for part in clean.split("/"):
            at = f"{at}/{part}"
            try:
                state = os.lstat(at)
                if stat.S_ISLNK(state.st_mode):
                    at = os.path.realpath(at)
                    if not self._holds(at):
                        return _OUTSIDE
                    state = os.lstat(at)
            except (FileNotFoundError, NotADirectoryError):
                return self._elsewhere(clean)
            except OSError as error:
                return None if error.errno == errno.ENAMETOOLONG else _CLOSED
        if state is None or stat.S_ISDIR(state.st_mode):
            return None
        if not stat.S_ISREG(state.st_mode):
            return _NO_FILE
        if state.st_size > LARGEST_READ:
            return f"it is larger than {LARGEST_READ // 1_000_000} MB"
        if self.read(path) is None:
            return _CLOSED
        return None if path in self._listed else "git ignores it, or it is a link, or new"

    def _elsewhere(self, path: str) -> str | None:
        """Return why something may be at a path all the same: git did not check it out."""
        modules = self.read(".gitmodules") or b""
        for folder in _SUBMODULE.findall(modules.decode(errors="replace")):
            if path.startswith(f"{folder.strip('/')}/"):
                return _OTHER_REPOSITORY
        tree = find_work_tree(self.root)
        if tree is not None and os.path.exists(  # noqa: PTH110
            f"{tree.git_directory}/info/sparse-checkout"
        ):
            return "git has checked out a part of the files only"
        return None

    @property
    def _listed(self) -> frozenset[str]:
        if self._names is None:
            self._names = frozenset(self.paths())
        return self._names

    def _leave_out(self, path: str, mode: int) -> None:
        """Note what was listed and is no file, unless it is one of the project by another name."""
        absolute = f"{self._top}/{path}"
        if stat.S_ISLNK(mode):
            target = os.path.realpath(absolute)
            is_inside = target == self._top or self._holds(target)
            if not is_inside and os.path.lexists(target):
                is_folder = os.path.isdir(target)  # noqa: PTH112
                self._left_out[f"{path}/" if is_folder else path] = _OUTSIDE
        elif stat.S_ISDIR(mode):
            self._left_out[f"{path.rstrip('/')}/"] = _OTHER_REPOSITORY
        else:
            self._left_out[path] = _NO_FILE

    def forget(self) -> None:
        """Drop what is remembered of the disk, after it was changed."""
        self._folders.clear()
        self._paths = self._names = None
        self._left_out = {}

    def _listed_by_git(self) -> list[str]:
        if find_work_tree(self.root) is None:
            return []
        from scaffold.disk.git import find_repository  # the hook for an edit lists nothing

        try:
            repository = find_repository(self.root)
            if repository is None:
                return []
            result = repository.run("ls-files", "-co", "-z", "--exclude-standard")
        except ScaffoldError:
            return []
        if result.code != 0:
            return []
        found = []
        lstat, regular, top = os.lstat, stat.S_IFREG, self._top
        for path in dict.fromkeys(_names(result.out)):
            if _SKIPPED.search(path):
                continue
            try:
                mode = lstat(f"{top}/{path}").st_mode
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                self._left_out[path] = _CLOSED
                continue
            if stat.S_IFMT(mode) == regular:
                found.append(path)
            else:
                self._leave_out(path, mode)
        return found

    def _walk(self) -> Iterator[str]:
        pending: list[tuple[str, list[tuple[str, GitIgnoreSpec]]]] = [("", [])]
        while pending:
            folder, ignores = pending.pop()
            yield from self._walk_folder(folder, ignores, pending)

    def _walk_folder(
        self,
        folder: str,
        ignores: list[tuple[str, "GitIgnoreSpec"]],
        pending: list[tuple[str, list[tuple[str, "GitIgnoreSpec"]]]],
    ) -> Iterator[str]:
        """Yield the files of a folder, and leave the folders in it for later."""
        try:
            with os.scandir(f"{self._top}/{folder}") as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError:
            self._left_out[folder] = _CLOSED
            return
        if any(entry.name == ".gitignore" for entry in entries):
            content = self.read(f"{folder}.gitignore")
            if content is not None:
                from pathspec import GitIgnoreSpec

                lines = content.decode("utf-8", "replace").splitlines()
                plain = [line for line in lines if not _MANY_STARS.search(line)]
                ignores = [*ignores, (folder, GitIgnoreSpec.from_lines(plain))]
        for entry in entries:
            path = folder + entry.name
            if not _is_text(path) or _SKIPPED.search(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                inside = f"{path}/"
                if not _SKIPPED.search(inside) and not _ignored(inside, ignores):
                    pending.append((inside, ignores))
            elif not _ignored(path, ignores):
                if entry.is_file(follow_symlinks=False):
                    yield path
                else:
                    self._leave_out(path, entry.stat(follow_symlinks=False).st_mode)


def _load(descriptor: int) -> tuple[bytes, os.stat_result] | None:
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST_READ:
            return None
        pieces = []
        while piece := os.read(descriptor, state.st_size + 1):
            pieces.append(piece)
        return b"".join(pieces), state
    finally:
        os.close(descriptor)


def _names(listing: bytes) -> list[str]:
    try:
        return listing.decode().split("\0")[:-1]
    except UnicodeDecodeError:
        names = listing.decode("utf-8", "surrogateescape").split("\0")[:-1]
        return [name for name in names if _is_text(name)]


def _is_text(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def _ignored(path: str, ignores: list[tuple[str, "GitIgnoreSpec"]]) -> bool:
    for folder, spec in reversed(ignores):
        verdict = spec.check_file(path[len(folder) :]).include
        if verdict is not None:
            return verdict
    return False


def _leaves(path: str) -> ScaffoldError:
    return ScaffoldError(
        f"`{path}` leaves the project through a symbolic link",
        "name a file whose folders are all inside the project",
    )
