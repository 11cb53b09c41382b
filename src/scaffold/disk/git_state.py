"""What an update needs of git: that it can be undone."""

import os
import subprocess
from pathlib import Path

from scaffold.errors import ScaffoldError

_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_SHOWN = 5


def environment() -> dict[str, str]:
    """Return the environment without what git sets for its hooks."""
    return {name: value for name, value in os.environ.items() if name not in _VARIABLES}


def refuse_dirty(root: Path, tracked: str) -> None:
    """Raise ScaffoldError unless everything in the project is committed, `tracked` among it.

    Only the project's own folder counts: the rest of a monorepo may be in any state.
    """
    listed = _run(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".")
    if listed.returncode != 0:
        if any((folder / ".git").exists() for folder in (root, *root.parents)):
            why = listed.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
            raise ScaffoldError(f"git cannot read the repository of `{root}`: {why[0]}", "")
        raise ScaffoldError(
            f"`{root}` is in no git repository, so an update could not be undone",
            "run `git init`, `git add --all` and `git commit` first",
        )
    prefix = (_git(root, "rev-parse", "--show-prefix") or b"").decode(errors="replace").strip()
    dirty = _dirty(listed.stdout, prefix)
    if dirty:
        more = f" and {len(dirty) - _SHOWN} more" if len(dirty) > _SHOWN else ""
        names = ", ".join(f"`{path}`" for path in dirty[:_SHOWN])
        raise ScaffoldError(
            f"the project has changes that are not committed: {names}{more}",
            "commit or stash them, so that the update can be undone on its own",
        )
    if _git(root, "ls-files", "--error-unmatch", "--", tracked) is None:
        raise ScaffoldError(
            f"git does not track `{tracked}`, so an update could not be undone",
            "commit the project first; look for it in a `.gitignore`",
        )


def _dirty(listed: bytes, prefix: str) -> list[str]:
    entries = listed.decode(errors="replace").split("\0")
    found = []
    entry = iter(entries)
    for one in entry:
        if one:
            found.append(one[3:].removeprefix(prefix))
            if "R" in one[:2] or "C" in one[:2]:
                next(entry, None)  # The name it had before.
    return sorted(found)


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    done = _run(root, *arguments, stdin=stdin)
    return done.stdout if done.returncode == 0 else None


def _run(root: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(
            command, cwd=root, env=environment(), input=stdin, capture_output=True
        )
    except OSError:
        raise ScaffoldError(
            "cannot find `git`: templates are stored in a git bundle",
            "install git and run this again",
        ) from None
