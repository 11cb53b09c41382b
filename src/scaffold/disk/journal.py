"""The record of an unfinished change, and the way back from it."""

import json
import os
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scaffold.disk.journal_store import JournalStore
from scaffold.disk.project_files import TEMPORARY_PREFIX, clean_path
from scaffold.errors import ScaffoldError

_BINARY = getattr(os, "O_BINARY", 0)

UNDONE = "An interrupted command was undone: the project is as it was before that command."
FINISHED = "An interrupted command had made all its changes: the project is as it left it."


@dataclass(frozen=True)
class Entry:
    """One file: digests of its contents, and the temporary files beside it."""

    path: str
    before: str | None
    after: str | None
    new: str
    old: str


@dataclass(frozen=True)
class Journal:
    """What is about to happen below `root`: to files, and which folders are made for them."""

    root: str
    entries: list[Entry]
    folders: list[str] = field(default_factory=list)


def write_file(path: Path, content: bytes, like: os.stat_result | None) -> None:
    """Write a new file to the disk itself, with the mode and owner of `like`."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if like is not None and hasattr(os, "fchmod"):
            own = os.fstat(descriptor)
            if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
                with suppress(OSError):
                    os.fchown(descriptor, like.st_uid, like.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: str | Path) -> None:
    """Bring the names in a folder to the disk itself."""
    # Not every system opens or syncs a folder; where it cannot, its own order has to do.
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_journal(store: JournalStore, journal: Journal) -> None:
    """Announce a change: from here until `settle` it can be undone."""
    with suppress(FileNotFoundError):
        store.draft.unlink()
    write_file(store.draft, json.dumps(asdict(journal)).encode(), None)
    store.draft.rename(store.journal)
    sync_folder(store.folder)


def _read_journal(path: Path, top: Path) -> Journal:
    """Return a journal whose every path lies inside the project; it may be anybody's file."""
    try:
        data = json.loads(path.read_bytes())
        journal = Journal(
            data["root"], [Entry(**entry) for entry in data["entries"]], data["folders"]
        )
        paths = [*journal.folders, *(p for e in journal.entries for p in (e.path, e.new, e.old))]
        root = os.path.realpath(top / journal.root)
        sound = journal.root == "." or clean_path(journal.root) == journal.root
        for name in paths:
            real = os.path.realpath(f"{root}/{name}".rpartition("/")[0])
            sound = sound and clean_path(name) == name and f"{real}/".startswith(f"{root}/")
        for entry in journal.entries:
            for temporary in (entry.new, entry.old):
                name = temporary.rpartition("/")[2]
                sound = sound and name.startswith(TEMPORARY_PREFIX) and "-" in name
    except (ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise ScaffoldError(
            f"`{path}` is not a journal that `scaffold` wrote.",
            "Look at what changed last in the project, then remove that file.",
        )
    return journal


def recover(root: Path) -> str | None:
    """Undo an interrupted change, or tidy up after a finished one, and return a sentence on it.

    None when there is nothing to do; `ScaffoldError` when another process is at work.
    """
    told = None
    for store in JournalStore.all_of(root):
        try:
            with store.locked():
                told = settle(store) or told
        except OSError as error:
            raise ScaffoldError(
                "An earlier command was interrupted, and the project cannot be put in order: "
                f"`{error.filename or store.folder}`: {error.strerror}.",
                "Remove the cause and run the command again.",
            ) from error
    return told


def settle(store: JournalStore) -> str | None:
    """Bring the tree to the state before or after the change that the journal speaks of."""
    told = None
    if store.done.exists():
        journal = _read_journal(store.done, store.top)
        _tidy(store.top / journal.root, journal)
        store.done.unlink()
        told = FINISHED
    elif store.journal.exists():
        journal = _read_journal(store.journal, store.top)
        kept = _undo(store.top / journal.root, journal)
        store.journal.unlink()
        told = UNDONE
        if kept:
            told += f" Changed since and left alone: {', '.join(f'`{path}`' for path in kept)}."
    with suppress(FileNotFoundError):
        store.draft.unlink()
    return told


def _tidy(root: Path, journal: Journal) -> None:
    for entry in journal.entries:
        for temporary in (entry.new, entry.old):
            _remove(root / temporary)
    for entry in journal.entries:
        if entry.after is None:
            _remove_empty(root, entry.path.rpartition("/")[0])


def _undo(root: Path, journal: Journal) -> list[str]:
    kept = []
    for entry in reversed(journal.entries):
        target, new, old = root / entry.path, root / entry.new, root / entry.old
        if entry.before is None:
            # A file that is neither ours by inode nor by content came from somebody else.
            if os.path.lexists(target) and (
                target.samefile(new)
                if new.exists()
                else not target.is_symlink() and _digest_of(target) == entry.after
            ):
                target.unlink()
            elif os.path.lexists(target):
                kept.append(entry.path)
        elif old.exists() and not _is_before(target, old, entry):
            if _digest_of(old) == entry.before and (
                not os.path.lexists(target) or _digest_of(target) == entry.after
            ):
                old.replace(target)
            else:
                kept.append(entry.path)
        _remove(new)
        _remove(old)
    for folder in sorted(journal.folders, reverse=True):
        with suppress(OSError):
            (root / folder).rmdir()
    return sorted(kept)


def _is_before(target: Path, old: Path, entry: Entry) -> bool:
    if not target.exists():
        return False
    return target.samefile(old) or _digest_of(target) == entry.before


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()


def _remove_empty(root: Path, folder: str) -> None:
    """Remove folders that git would not keep: those left without a file."""
    while folder:
        try:
            (root / folder).rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.rpartition("/")[0]


def digest(content: bytes | None) -> str | None:
    """Return what stands for a content in the journal, None for no file."""
    if content is None:
        return None
    from hashlib import sha256

    return sha256(content).hexdigest()


def _digest_of(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
