"""The user's own folder for what outlives a command, which no project can put anything into."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from scaffold.disk.beneath import Beneath
from scaffold.errors import ScaffoldError
from scaffold.shown import argument

_NAME = "inngest-scaffold"
_KEY = "key"
_KEY_LENGTH = 32
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def state_folder() -> Path | None:
    """Return where the folder is or would be, None for a user without a home."""
    given = os.environ.get("XDG_STATE_HOME", "")
    # Whoever defined this variable says to ignore a relative path: it would lie in whatever
    # project the command runs in.
    if given and os.path.isabs(given):  # noqa: PTH117
        return Path(given) / _NAME
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ".local/state" / _NAME if home.is_absolute() else None


def own_folder() -> Path:
    """Return the real path of the folder, made when it is not there.

    Raises ScaffoldError when it cannot be made, or somebody else may write to it.
    """
    folder = state_folder()
    if folder is None:
        raise ScaffoldError(
            "this user has no home directory, so a change could not be undone after a crash",
            "set `XDG_STATE_HOME` to a folder of your own",
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_others(folder, folder.stat(), _OTHERS_WRITE, "written")
    except OSError as error:
        raise unusable(folder, error) from None
    return Path(os.path.realpath(folder))


def known_key() -> bytes | None:
    """Return the secret that marks what this user's commands wrote, None before its first use.

    Raises ScaffoldError when somebody else could have read or written it.
    """
    folder = state_folder()
    if folder is None or not (folder / _KEY).exists():
        return None
    return _read_key(own_folder())


def make_key() -> bytes:
    """Return the secret, made at its first use.

    Raises ScaffoldError when it cannot be kept, or somebody else could have read or written it.
    """
    folder = own_folder()
    return _read_key(folder) or _new_key(folder)


def _new_key(folder: Path) -> bytes:
    beneath, draft = Beneath(folder), f"{_KEY}.{os.getpid()}"
    try:
        with suppress(FileNotFoundError):
            beneath.unlink(draft)
        descriptor = beneath.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, os.urandom(_KEY_LENGTH))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        # Of two commands that make it at once, both go on with the first one's.
        try:
            beneath.link(draft, _KEY)
        except FileExistsError:
            beneath.unlink(draft)
        except OSError:
            beneath.replace(draft, _KEY)
        else:
            beneath.unlink(draft)
    except OSError as error:
        raise unusable(folder, error) from None
    made = _read_key(folder)
    assert made is not None
    return made


def _read_key(folder: Path) -> bytes | None:
    beneath = Beneath(folder)
    try:
        state = beneath.state(_KEY)
        if state is None:
            return None
        _refuse_others(folder / _KEY, state, _OTHERS, "read or written")
        key = beneath.read(_KEY, _KEY_LENGTH)
    except OSError as error:
        raise unusable(folder / _KEY, error) from None
    if key is None or len(key) != _KEY_LENGTH:
        raise ScaffoldError(
            f"`{folder / _KEY}` is no key that `scaffold` made", "remove it; a new one is made"
        )
    return key


def _refuse_others(path: Path, state: os.stat_result, bits: int, what: str) -> None:
    if not hasattr(os, "geteuid"):
        return
    if state.st_uid not in (os.geteuid(), 0):
        raise ScaffoldError(
            f"`{path}` belongs to another user, who could make `scaffold` change your files",
            "set `XDG_STATE_HOME` to a folder of your own",
        )
    if state.st_mode & bits:
        raise ScaffoldError(
            f"`{path}` can be {what} by other users, who could make `scaffold` change your files",
            f"take their rights away: `chmod go= {argument(str(path))}`",
        )


def unusable(path: Path, error: OSError) -> ScaffoldError:
    """Return the refusal to change anything while the folder, or a file in it, is of no use."""
    return ScaffoldError(
        f"`{path}` cannot be used: {(error.strerror or str(error)).lower()}; nothing was changed",
        "what a command does is noted in that folder, for the case that it is killed: make it "
        "writable, or set `XDG_STATE_HOME` to a folder of your own",
    )
