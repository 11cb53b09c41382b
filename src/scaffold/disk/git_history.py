"""What git knows of a project's files: whether they could be brought back, and what was there."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from scaffold.disk.project_files import find_work_tree

_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")


def not_committed(root: Path, paths: Sequence[str]) -> list[str]:
    """Return the paths whose content git could not bring back: changed, new, ignored."""
    if find_work_tree(root) is None:
        return list(paths)
    listed = _git(root, "ls-files", "-z", "--", *paths)
    changed = _git(root, "diff", "--name-only", "-z", "--relative", "HEAD", "--", *paths)
    if listed is None or changed is None:
        return list(paths)
    tracked, dirty = set(_names(listed)), set(_names(changed))
    return [path for path in paths if path not in tracked or path in dirty]


def before_creation(root: Path, created: str, path: str) -> bytes | None:
    """Return a file as it was committed before another was, None when git does not know."""
    if find_work_tree(root) is None:
        return None
    found = _git(root, "log", "--diff-filter=A", "--format=%H", "-1", "--", created)
    commit = f"{found.decode().strip()}^" if found and found.strip() else "HEAD"
    return _git(root, "show", f"{commit}:./{path}")


def _names(listing: bytes) -> list[str]:
    return [name.decode("utf-8", "surrogateescape") for name in listing.split(b"\0") if name]


def _git(root: Path, *arguments: str) -> bytes | None:
    environment = {k: v for k, v in os.environ.items() if k not in _VARIABLES}
    # Paths are names, not patterns; no setting of the repository may start a command.
    command = ["git", "--literal-pathspecs", "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
