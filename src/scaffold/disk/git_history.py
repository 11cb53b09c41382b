"""What git knows of a project's files: whether they could be brought back, and what was there."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from scaffold.disk.git import Repository, entries_of, find_repository, open_repository
from scaffold.errors import ScaffoldError

_SHOWN = 5


def not_committed(root: Path, paths: Sequence[str]) -> list[str]:
    """Return the paths whose content git could not bring back: changed, new, ignored.

    Contents are compared, not what git notes about files: it can be told to look away.
    """
    repository = find_repository(root)
    try:
        kept = _kept(repository, root, paths) if repository is not None else set()
    except ScaffoldError:
        return list(paths)
    return [path for path in paths if path not in kept]


def not_restorable(root: Path, paths: Sequence[str]) -> list[str]:
    """Return the paths that `git restore` would not bring back to what they hold."""
    lost = set(not_committed(root, paths))
    repository = find_repository(root)
    if repository is not None and paths:
        listed = repository.run("ls-files", "-t", "-z", "--", *paths)
        there = {entry[2:] for entry in entries_of(listed.out) if not entry.startswith("S ")}
        # Git leaves alone what it was told to skip, and what is not staged.
        lost |= {path for path in paths if path not in there}
    return [path for path in paths if path in lost]


def before_creation(root: Path, created: str, path: str) -> bytes | None:
    """Return a file as it was committed before another was, None when git does not know."""
    repository = find_repository(root)
    if repository is None:
        return None
    ways = ("--no-show-signature", "--no-ext-diff", "--no-textconv")
    found = repository.run("log", *ways, "--diff-filter=A", "--format=%H", "-1", "--", created)
    if found.code != 0:
        return None
    commit = f"{found.out.decode().strip()}^" if found.out.strip() else "HEAD"
    before = repository.run("cat-file", "blob", f"{commit}:./{path}")
    return before.out if before.code == 0 else None


def refuse_dirty(root: Path, tracked: str) -> None:
    """Raise ScaffoldError unless everything in the project is committed, `tracked` among it.

    Only the project's own folder counts: the rest of a monorepo may be in any state.
    """
    repository = open_repository(root, why="an update could not be undone")
    # A submodule has settings of its own, and nothing of it is ever updated.
    ways = ("--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    listed = repository.output("status", "--porcelain", "-z", *ways, "--", ".")
    entries = listed.decode(errors="replace").split("\0")[:-1]
    dirty = sorted(entry[3:].removeprefix(repository.prefix) for entry in entries)
    if dirty:
        more = f" and {len(dirty) - _SHOWN} more" if len(dirty) > _SHOWN else ""
        names = ", ".join(f"`{path}`" for path in dirty[:_SHOWN])
        raise ScaffoldError(
            f"the project has changes that are not committed: {names}{more}",
            "commit or stash them, so that the update can be undone on its own",
        )
    if repository.run("ls-files", "--error-unmatch", "--", tracked).code != 0:
        raise ScaffoldError(
            f"git does not track `{tracked}`, so an update could not be undone",
            "commit the project first; look for it in a `.gitignore`",
        )


def keep_aside(root: Path, contents: Mapping[str, bytes]) -> dict[str, str]:
    """Put contents into git's store as they are; return, by path, the object that holds each."""
    if not contents:
        return {}
    repository = open_repository(root, why="nothing can be kept there")
    store = ("hash-object", "-w", "--stdin", "--no-filters")
    return {
        path: repository.output(*store, stdin=content).decode().strip()
        for path, content in contents.items()
    }


def _kept(repository: Repository, root: Path, paths: Sequence[str]) -> set[str]:
    """Return the paths that hold what HEAD has of them."""
    listed = repository.run("ls-tree", "-z", "HEAD", "--", *paths)
    if listed.code != 0:
        return set()
    committed: dict[str, str] = {}
    for entry in entries_of(listed.out):
        words, _, path = entry.partition("\t")
        committed[path] = words.split(" ")[2]
    there = [path for path in paths if path in committed and (root / path).is_file()]
    if not there:
        return set()
    # As git would store them now, converted as their paths say; `./` keeps a quote from being one.
    asked = "".join(f"./{repository.prefix}{path}\n" for path in there)
    given = asked.encode("utf-8", "surrogateescape")
    found = repository.at_top().output("hash-object", "--stdin-paths", stdin=given)
    made = zip(there, found.decode().split(), strict=True)
    return {path for path, blob in made if blob == committed[path]}
