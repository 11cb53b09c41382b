"""The folder of what is kept between commands, in the user's home: theirs alone, or not used.

What lies in it makes projects and is run, so nobody else may be able to put it there.
"""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from scaffold.errors import ScaffoldError

FOLDER = "~/.cache/inngest-scaffold"
_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def cache_folder() -> Path:
    """Return the folder, whether it is there or not."""
    return Path(FOLDER).expanduser()


def make_folder(folder: Path) -> None:
    """Make a folder that only the user can write, or make it so.

    Raises OSError when it cannot be made, and ScaffoldError when it belongs to another user.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder.stat()
    if not _is_users(state):
        raise ScaffoldError(
            f"`{folder}` belongs to another user, who could change what projects are made from",
            "remove that folder, or set HOME to your own home",
        )
    if state.st_mode & _OTHERS:
        folder.chmod(stat.S_IMODE(state.st_mode) & ~_OTHERS)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file in such a folder at once, in the place of whatever is there.

    Raises OSError when it cannot be written.
    """
    descriptor, temporary = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
        Path(temporary).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def read_own(file: Path) -> bytes | None:
    """Return a regular file that only the user can have written, in a folder that is theirs too."""
    try:
        if not _is_only_users(file.parent.stat()):
            return None
        descriptor = os.open(file, _READ)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as opened:
        state = os.fstat(descriptor)
        return opened.read() if stat.S_ISREG(state.st_mode) and _is_only_users(state) else None


def _is_only_users(state: os.stat_result) -> bool:
    return _is_users(state) and (os.name == "nt" or not state.st_mode & _OTHERS)


def _is_users(state: os.stat_result) -> bool:
    # Who administers the machine needs no folder to change anything.
    return not hasattr(os, "geteuid") or state.st_uid in (os.geteuid(), 0)
