"""What an update needs of git: that it can be undone."""

from collections.abc import Mapping
from pathlib import Path

from scaffold.disk.git import open_repository
from scaffold.errors import ScaffoldError

_SHOWN = 5


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
