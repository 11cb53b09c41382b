"""What a template may not bring: anything in git's own folder, and links there or elsewhere."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from scaffold.errors import ScaffoldError

# Characters that the file system of macOS does not see in names.
_IGNORED = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
# Windows does not see what follows, and knows `.git` by a short name too.
_GIT = re.compile(r"(?:\.git|git~1)[ .]*(?::.*)?", re.IGNORECASE | re.DOTALL)


def is_git(name: str) -> bool:
    """Return whether some system takes a name for `.git`, git's own folder."""
    return any(_GIT.fullmatch(part) for part in _IGNORED.sub("", name).split("\\"))


def refuse_unsafe(project: Path, source: str) -> None:
    """Raise ScaffoldError when what a template made is in git's own folder, or leads elsewhere.

    Git runs programs that are named there, and whoever writes through a link writes elsewhere.
    """
    root = os.path.realpath(project)
    for entry in _entries(root):
        path = os.path.relpath(entry.path, root).replace(os.sep, "/")
        if is_git(entry.name):
            raise ScaffoldError(
                f"the template `{source}` makes `{path}`, and programs that git runs stand there",
                "take it out of the template, or use another template",
            )
        if entry.is_symlink():
            _refuse_link(root, entry, path, source)


def _refuse_link(root: str, entry: os.DirEntry[str], path: str, source: str) -> None:
    named = os.readlink(entry.path)  # noqa: PTH115
    target = os.path.relpath(os.path.realpath(entry.path), root).replace(os.sep, "/")
    parts = [*target.split("/"), *named.replace(os.sep, "/").split("/")]
    why = ""
    if os.path.isabs(named) or target.split("/")[0] == "..":  # noqa: PTH117
        why = "leaves the project"
    elif any(is_git(part) for part in parts):
        why = "leads to git's own folder"
    if why:
        raise ScaffoldError(
            f"the template `{source}` makes the link `{path}` to `{named}`, which {why}",
            "take it out of the template, or use another template",
        )


def _entries(root: str) -> Iterator[os.DirEntry[str]]:
    folders = [root]
    while folders:
        with os.scandir(folders.pop()) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
        yield from entries
        folders += [one.path for one in entries if one.is_dir(follow_symlinks=False)]
