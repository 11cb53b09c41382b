"""Where `new` makes a project: what may be in the way, and the move that makes it appear."""

import errno
import os
import re
from pathlib import Path

from scaffold.disk import interrupts
from scaffold.disk.leftovers import Workshop
from scaffold.errors import ScaffoldError

# What a folder that holds no more is empty enough with: hosts of repositories and desktops make it.
_AS_EMPTY = re.compile(
    r"\.git|\.DS_Store|(?:LICEN[CS]E|COPYING)(?:\.\w+)?|README\.md", re.IGNORECASE
)
README = "README.md"


class NotEmptyError(ScaffoldError):
    """A directory that holds something already."""

    def __init__(self, message: str, hint: str, target: Path) -> None:
        super().__init__(message, hint)
        self.target = target


_LONGEST_LINE = 300


def check_target(target: Path) -> None:
    """Raise ScaffoldError unless a project may appear there.

    That is where nothing is yet, or a directory that is empty but for git's own folder, a licence
    and a README of one line.
    """
    try:
        _check_target(target)
        _check_parent(target.absolute().parent)
    except OSError as error:
        raise ScaffoldError(
            f"cannot make a project in `{_short(target)}`: {error.strerror}",
            "choose another directory",
        ) from None


def check_here() -> None:
    """Raise ScaffoldError when no project can be made below the working directory."""
    try:
        _check_writable(Path.cwd())
    except OSError as error:
        raise ScaffoldError(
            f"cannot make a project here: {error.strerror}", "change into another directory"
        ) from None


def in_the_way(target: Path) -> tuple[str, ...]:
    """Return the files of an empty enough directory that ours take the place of."""
    return (README,) if (target / README).is_file() else ()


def is_repository(target: Path) -> bool:
    """Whether git's own folder is there already."""
    return (target / ".git").exists()


def with_title(readme: bytes, given: bytes) -> bytes:
    """Return a README of ours that begins with the one line of another one."""
    title = given.strip()
    if not title:
        return readme
    _, _, rest = readme.partition(b"\n")
    return title + b"\n" + (rest if title.startswith(b"# ") else b"\n" + readme)


def is_here(target: Path) -> bool:
    """Return whether the directory is the one the command runs in."""
    return target.is_dir() and target.samefile(Path.cwd())


def _check_target(target: Path) -> None:
    if target.is_symlink():
        raise ScaffoldError(
            f"`{target}` is a symbolic link", "name the directory it should be made in"
        )
    if target.is_dir():
        entries = sorted(target.iterdir())
        found = [entry.name for entry in entries if not _is_as_good_as_nothing(entry)]
        if found:
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            raise NotEmptyError(
                f"`{target}` is not empty: it holds {', '.join(found[:3])}{more}",
                "choose another directory; nothing is ever overwritten",
                target,
            )
        _check_writable(target)
    elif target.exists():
        raise ScaffoldError(f"`{target}` is a file", "choose another directory")


def _is_as_good_as_nothing(entry: Path) -> bool:
    if not _AS_EMPTY.fullmatch(entry.name) or entry.is_symlink():
        return False
    if entry.name.lower() != README.lower():
        return True
    with entry.open("rb") as file:
        text = file.read(_LONGEST_LINE + 1)
    return (
        entry.name == README and len(text) <= _LONGEST_LINE and len(text.strip().splitlines()) <= 1
    )


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
        if target.is_dir() and (is_here(target) or any(target.iterdir())):
            replaced = in_the_way(target)
            for name in replaced:
                (project / name).write_bytes(
                    with_title((project / name).read_bytes(), (target / name).read_bytes())
                )
            workshop.moves(project, target.resolve(), replaced)
            _move_entries(project, target, replaced)
        else:
            project.rename(target)
    except OSError as error:
        raise ScaffoldError(
            f"cannot move the project to `{_short(target)}`: {error.strerror}",
            "something appeared there meanwhile; choose another directory",
        ) from None
    return target


def _move_entries(project: Path, target: Path, replaced: tuple[str, ...]) -> None:
    """Fill the directory the shell stands in: replaced, the shell would stand in a removed one."""
    # What takes the place of a file goes last: until then, all can be taken back.
    entries = sorted(project.iterdir(), key=lambda entry: (entry.name in replaced, entry.name))
    moved: list[Path] = []
    try:
        for entry in entries:
            if entry.name not in replaced and (target / entry.name).exists():
                raise FileExistsError(errno.EEXIST, "it is not empty any more")
            move = entry.replace if entry.name in replaced else entry.rename
            move(target / entry.name)
            moved.append(entry)
    except OSError:
        for entry in moved:
            (target / entry.name).rename(entry)
        raise


def _short(path: Path) -> str:
    text = str(path)
    return text if len(text) <= 80 else f"{text[:80]}…"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
