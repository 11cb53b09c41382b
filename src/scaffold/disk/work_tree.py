"""The git work tree that holds a folder, found by its `.git` alone and without starting git.

Git itself also takes a folder for a repository that only looks like a git directory, and a clone
can hold one.
"""

# On the path of every command: the functions of `os.path` are the quick ones.
# ruff: noqa: PTH112, PTH114, PTH115, PTH116, PTH118, PTH120, PTH123
import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

_HEAD = re.compile(rb"ref:\s*refs/|[0-9a-f]{40}(?:[0-9a-f]{24})?\s*\Z")


class WorkTree(NamedTuple):
    """A git work tree: its top folder and its own git directory."""

    top: Path
    git_directory: Path

    def prefix(self, folder: Path) -> str:
        """The way from the top to a folder, as git writes it before paths."""
        way = os.path.relpath(os.path.realpath(folder), self.top).replace(os.sep, "/")
        return "" if way == "." else f"{way}/"


def find_work_tree(root: Path) -> WorkTree | None:
    """Return the work tree that holds `root`; None where git finds none, or a broken one."""
    top = os.path.realpath(root)
    while True:
        git = os.path.join(top, ".git")
        try:
            kind = stat.S_IFMT(os.stat(git).st_mode)
        except (OSError, ValueError):
            kind = 0
        if kind == stat.S_IFREG:
            named = _named(git)
            # Whatever is above is not the repository of a folder that names another.
            directory = None if named is None else os.path.realpath(os.path.join(top, named))
            return _work_tree(top, directory)
        if kind == stat.S_IFDIR and (found := _work_tree(top, os.path.realpath(git))) is not None:
            return found
        parent = os.path.dirname(top)
        if parent == top:
            return None
        top = parent


def common_directory(git_directory: Path) -> Path:
    """Return the git directory with settings, objects and branches; that of the main work tree."""
    named = read_regular(os.path.join(git_directory, "commondir"))
    return git_directory if named is None else git_directory / os.fsdecode(named).strip()


def _work_tree(top: str, directory: str | None) -> WorkTree | None:
    if directory is None or not _is_git_directory(directory):
        return None
    return WorkTree(Path(top), Path(directory))


def read_regular(path: str | Path, largest: int = 4096) -> bytes | None:
    """Return the beginning of a regular file; a pipe or a device would keep a reader waiting."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(path, "rb") as file:
            return file.read(largest)
    except (OSError, ValueError):
        return None


def _is_git_directory(directory: str) -> bool:
    """Whether git takes a folder for a git directory: HEAD, and where objects and refs are."""
    head = os.path.join(directory, "HEAD")
    try:
        text = os.fsencode(os.readlink(head)) if os.path.islink(head) else None
    except OSError:
        return False
    if text is not None:
        sound = text.startswith(b"refs/")
    else:
        sound = _HEAD.match(read_regular(head) or b"") is not None
    if not sound:
        return False
    common = common_directory(Path(directory))
    return all(os.path.isdir(common / name) for name in ("objects", "refs"))


def _named(file: str) -> str | None:
    """Return the folder that a `.git` file names, as a linked work tree and a submodule have."""
    text = read_regular(file)
    if text is None or not text.startswith(b"gitdir: ") or b"\0" in text:
        return None
    return os.fsdecode(text.removeprefix(b"gitdir: ").rstrip(b"\r\n"))
