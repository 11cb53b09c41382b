"""What git knows of a project: which files changed, and files as they were at a commit."""

import subprocess
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.syntax.language import language_of


def changed_paths(root: Path, since: str | None) -> set[str]:
    """Return the files that differ from a commit, or from HEAD, untracked files included.

    Paths are relative to the project root, files below it only. Raises ScaffoldError when the
    commit is unknown or there is no repository.
    """
    base = _merge_base(root, since) if since else _head(root)
    diff = _git(root, "diff", "--name-only", "-z", "--relative", "--no-renames", base)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in (*diff.split("\0"), *new.split("\0")) if path}


# The tree that holds nothing; git knows it in every repository.
_EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


class FilesAt:
    """A project's files as they were at a commit."""

    def __init__(self, root: Path, since: str | None) -> None:
        """Without a commit it is HEAD, or nothing at all before the first commit."""
        self.root = root
        self.commit = _merge_base(root, since) if since else _head(root)
        self._prefix = _git(root, "rev-parse", "--show-prefix").strip()

    @cached_property
    def _listed(self) -> frozenset[str]:
        listed = _git(self.root, "ls-tree", "-r", "-z", "--name-only", self.commit)
        return frozenset(path for path in listed.split("\0") if path)

    def paths(self) -> Iterable[str]:
        return sorted(self._listed)

    def read(self, path: str) -> bytes | None:
        if path not in self._listed:
            return None
        if path in self._code:
            return self._code[path]
        if path not in self._others:
            self._others.update(self._contents([path]))
        return self._others.get(path)

    @cached_property
    def _code(self) -> dict[str, bytes]:
        """Every file of code, read by one process: a check looks into them all."""
        return self._contents([path for path in self.paths() if language_of(path) is not None])

    @cached_property
    def _others(self) -> dict[str, bytes]:
        return {}

    def _contents(self, paths: list[str]) -> dict[str, bytes]:
        asked = [path for path in paths if "\n" not in path]
        names = "".join(f"{self.commit}:{self._prefix}{path}\n" for path in asked)
        answer = subprocess.run(
            ["git", "-C", str(self.root), "cat-file", "--batch"],
            input=names.encode(errors="surrogateescape"),
            capture_output=True,
        ).stdout
        found, at = {}, 0
        for path in asked:
            end = answer.index(b"\n", at)
            header = answer[at:end].split(b" ")
            at = end + 1
            if header[-2:-1] != [b"blob"]:
                continue  # a submodule, or gone
            size = int(header[-1])
            found[path] = answer[at : at + size]
            at += size + 1
        return found


def _head(root: Path) -> str:
    return "HEAD" if _ok(root, "rev-parse", "--verify", "--quiet", "HEAD") else _EMPTY


def _merge_base(root: Path, since: str) -> str:
    if since.startswith("-") or not _ok(
        root, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}"
    ):
        raise ScaffoldError(
            f"git does not know the commit `{since}`",
            "name a branch, a tag or a commit; in CI, fetch it first",
        )
    try:
        return _git(root, "merge-base", since, "HEAD").strip()
    except ScaffoldError:
        return since


def _ok(root: Path, *arguments: str) -> bool:
    try:
        return not subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True
        ).returncode
    except OSError:
        return False


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True)
    except OSError:
        raise ScaffoldError(
            "cannot find `git`, which knows what changed", "install it, or check everything"
        ) from None
    if done.returncode != 0:
        why = done.stderr.decode(errors="replace").strip().splitlines()
        raise ScaffoldError(
            f"git cannot say what changed in `{root}`: {why[-1] if why else 'no reason given'}",
            "run this in a git repository, or check everything",
        )
    return done.stdout.decode(errors="surrogateescape")
