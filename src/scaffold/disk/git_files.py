"""What git knows of a project: which files changed, and files as they were at a commit."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from scaffold.disk.git import Repository, entries_of, open_repository
from scaffold.errors import ScaffoldError


def changed_paths(root: Path, since: str | None) -> set[str]:
    """Return the files that differ from a commit, or from HEAD, untracked files included.

    Paths are relative to the project root, files below it only. Raises ScaffoldError when the
    commit is unknown or there is no repository.
    """
    repository = _repository(root)
    base = _base(repository, since)
    # A submodule has settings of its own.
    ways = ("--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
    diff = repository.output("diff", "--name-only", "-z", "--relative", *ways, base, "--")
    new = repository.output("ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in (*entries_of(diff), *entries_of(new)) if path}


class FilesAt:
    """A project's files as they were at a commit."""

    def __init__(self, root: Path, since: str | None, read_ahead: Callable[[str], bool]) -> None:
        """Without a commit it is HEAD, or nothing at all before the first commit.

        Files for which `read_ahead` is true are read all at once, with the first of them.
        """
        self.root = root
        self._repository = _repository(root)
        self._since = since
        self._read_ahead = read_ahead
        self.commit = _base(self._repository, since)

    @cached_property
    def _blobs(self) -> dict[str, str]:
        """The object of every regular file; links and submodules are no files of the project."""
        listed = self._repository.output("ls-tree", "-r", "-z", self.commit)
        found = {}
        for entry in entries_of(listed):
            mode, _, rest = entry.partition(" ")
            if mode.startswith("100"):
                words, _, path = rest.partition("\t")
                found[path] = words.split(" ")[1]
        missing = self._missing
        lacking = [path for path, blob in found.items() if blob in missing]
        if lacking and self._since is not None:
            raise ScaffoldError(
                f"this clone has not fetched {len(lacking)} files of the commit `{self._since}`, "
                f"such as `{lacking[0]}`, and a check does not use the network",
                "fetch everything first: `git fetch --refetch --no-filter`",
            )
        # What is not fetched at HEAD is not checked out either, so nothing is compared with it.
        return {path: blob for path, blob in found.items() if blob not in missing}

    @cached_property
    def _missing(self) -> frozenset[str]:
        if not self._repository.is_partial:
            return frozenset()
        ways = ("--objects", "--missing=print", "--no-object-names")
        listed = self._repository.output("rev-list", *ways, f"{self.commit}^{{tree}}")
        return frozenset(line[1:] for line in listed.decode().split() if line.startswith("?"))

    def paths(self) -> Iterable[str]:
        return sorted(self._blobs)

    def read(self, path: str) -> bytes | None:
        if path not in self._blobs:
            return None
        if path in self._code:
            return self._code[path]
        if path not in self._others:
            self._others.update(self._contents([path]))
        return self._others.get(path)

    @cached_property
    def _code(self) -> dict[str, bytes]:
        return self._contents([path for path in self._blobs if self._read_ahead(path)])

    @cached_property
    def _others(self) -> dict[str, bytes]:
        return {}

    def _contents(self, paths: list[str]) -> dict[str, bytes]:
        if not paths:
            return {}
        asked = "".join(f"{self._blobs[path]}\n" for path in paths)
        answer = self._repository.output("cat-file", "--batch", stdin=asked.encode())
        found, at = {}, 0
        for path in paths:
            end = answer.index(b"\n", at)
            header = answer[at:end].split(b" ")
            at = end + 1
            if len(header) == 3:
                size = int(header[2])
                found[path] = answer[at : at + size]
                at += size + 1
        return found


def _repository(root: Path) -> Repository:
    return open_repository(root, why="git cannot say what changed")


def _base(repository: Repository, since: str | None) -> str:
    """Return the object to compare with: names are looked up once, so that none is a file's."""
    head = _commit(repository, "HEAD")
    if since is None:
        return head or _nothing(repository)
    commit = None if since.startswith("-") else _commit(repository, since)
    if commit is None:
        raise ScaffoldError(
            f"git does not know the commit `{since}`",
            "name a branch, a tag or a commit; in CI, fetch it first",
        )
    shared = repository.run("merge-base", commit, head) if head is not None else None
    return shared.out.decode().strip() if shared is not None and shared.code == 0 else commit


def _commit(repository: Repository, name: str) -> str | None:
    found = repository.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return found.out.decode().strip() if found.code == 0 else None


def _nothing(repository: Repository) -> str:
    """Return the tree that holds nothing; git knows it in every repository."""
    return repository.output("hash-object", "-t", "tree", "--stdin").decode().strip()
