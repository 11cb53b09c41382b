"""Where `new` makes a project: what may be in the way, and the move that makes it appear."""

import errno
import os
from pathlib import Path

from scaffold.disk import interrupts
from scaffold.disk.leftovers import Workshop
from scaffold.errors import ScaffoldError


def check_target(target: Path) -> None:
    """Raise ScaffoldError unless a project may appear there: nowhere yet, or an empty directory."""
    try:
        _check_target(target)
        _check_parent(target.absolute().parent)
    except OSError as error:
        raise ScaffoldError(
            f"cannot make a project in `{_short(target)}`: {error.strerror}",
            "choose another directory",
        ) from None


def is_here(target: Path) -> bool:
    """Return whether the directory is the one the command runs in."""
    return target.is_dir() and target.samefile(Path.cwd())


def _check_target(target: Path) -> None:
    if target.is_symlink():
        raise ScaffoldError(
            f"`{target}` is a symbolic link", "name the directory it should be made in"
        )
    if target.is_dir():
        found = sorted(entry.name for entry in target.iterdir())
        if found:
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            raise ScaffoldError(
                f"`{target}` is not empty: it holds {', '.join(found[:3])}{more}",
                "choose another directory; nothing is ever overwritten",
            )
        _check_writable(target)
    elif target.exists():
        raise ScaffoldError(f"`{target}` is a file", "choose another directory")


def _check_parent(parent: Path) -> None:
    existing = next((folder for folder in (parent, *parent.parents) if folder.exists()), parent)
    if not existing.is_dir():
        raise ScaffoldError(
            f"cannot create `{parent}`: `{existing}` is a file", "choose another directory"
        )
    _check_writable(existing)


def _check_writable(folder: Path) -> None:
    # The superuser may write anywhere, so asking the system is not enough.
    if not folder.stat().st_mode & 0o222 or not os.access(folder, os.W_OK | os.X_OK):
        raise ScaffoldError(
            f"`{folder}` is read-only", "choose another directory, or make it writable"
        )


def move_into_place(workshop: Workshop, project: Path, target: Path) -> Path:
    """Give the project its place and the rights a new directory has; return the place."""
    project.chmod(0o777 & ~_umask())
    interrupts.settle()
    try:
        if is_here(target):
            workshop.moves(project, target.resolve())
            _move_entries(project, target)
        else:
            project.rename(target)
    except OSError as error:
        raise ScaffoldError(
            f"cannot move the project to `{_short(target)}`: {error.strerror}",
            "something appeared there meanwhile; choose another directory",
        ) from None
    return target


def _move_entries(project: Path, target: Path) -> None:
    """Fill the directory the shell stands in: replaced, the shell would stand in a removed one."""
    entries = sorted(project.iterdir())
    try:
        for entry in entries:
            if (target / entry.name).exists():
                raise FileExistsError(errno.EEXIST, "it is not empty any more")
            entry.rename(target / entry.name)
    except OSError:
        for entry in entries:
            if not entry.exists():
                (target / entry.name).rename(entry)
        raise


def _short(path: Path) -> str:
    text = str(path)
    return text if len(text) <= 80 else f"{text[:80]}…"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
