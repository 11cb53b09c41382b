"""The way back from a change that was interrupted, or the end of one that was all but done."""

import os
from contextlib import suppress
from pathlib import Path

from scaffold.disk import interrupts
from scaffold.disk.beneath import Beneath
from scaffold.disk.git_index import put_back
from scaffold.disk.journal import Entry, Journal, is_content, read_journal
from scaffold.disk.journal_store import JournalStore, old_journal
from scaffold.errors import ScaffoldError

UNDONE = "an interrupted command was undone: the project is as it was before that command"
FINISHED = "an interrupted command had made all its changes: the project is as it left it"
GONE = "a command was interrupted in `{folder}`, which is another folder now: nothing was undone"


def recover(start: Path) -> str | None:
    """Undo an interrupted change, or tidy up after a finished one, and return a sentence on it.

    `start` may be any folder of the project: nothing of a half-changed project is read to find it.
    None when there is nothing to do; `ScaffoldError` when another process is at work, or the
    record is none of this user's.
    """
    told = None
    for store in JournalStore.all_of(start):
        try:
            with interrupts.deferred(), store.locked():
                found = settle(store)
                if found:
                    interrupts.recovered(found)
                told = found or told
        except OSError as error:
            raise ScaffoldError(
                "an earlier command was interrupted, and the project cannot be put in order: "
                f"`{error.filename or store.folder}`: {error.strerror}",
                "remove the cause and run the command again",
            ) from error
    return told


def refuse_old_layout(start: Path, root: Path) -> None:
    """Raise ScaffoldError for a record where earlier versions kept it: in the project's files."""
    found = old_journal(start, root)
    if found is not None:
        raise ScaffoldError(
            f"`{found}` says that a command was interrupted, but anybody can put such a file into "
            "a repository, so it is not obeyed",
            "look at what changed last in the project, then remove the folder it is in",
        )


def unfinished(start: Path) -> str:
    """Return what is to be said, by a command that only reads, of a change that was interrupted."""
    try:
        for store in JournalStore.all_of(start):
            for path in (store.done, store.journal):
                if store.has(path):
                    read_journal(store.beneath, path)
    except OSError as error:
        return f"a change of this project was interrupted, and cannot be read: {error.strerror}"
    except ScaffoldError as error:
        return error.message
    return (
        "a change of this project was interrupted, so its files are half changed; the next "
        "command that writes recovers them first"
    )


def settle(store: JournalStore) -> str | None:
    """Bring the tree to the state before or after the change that the journal speaks of."""
    told = None
    if store.has(store.done):
        journal = read_journal(store.beneath, store.done)
        _tidy(Beneath(store.top, journal.root), journal)
        store.beneath.unlink(store.done)
        told = FINISHED
    elif store.has(store.journal):
        journal = read_journal(store.beneath, store.journal)
        beneath = Beneath(store.top, journal.root)
        if _is_elsewhere(store, beneath, journal):
            told = GONE.format(folder=os.path.normpath(store.top / journal.root))
        else:
            kept = _undo(beneath, journal)
            if journal.index is not None:
                put_back(store.top, journal.index)
            told = UNDONE
            if kept:
                told += f"; changed since and left alone: {', '.join(f'`{path}`' for path in kept)}"
        store.beneath.unlink(store.journal)
    _remove(store.beneath, store.draft)
    return told


def _is_elsewhere(store: JournalStore, beneath: Beneath, journal: Journal) -> bool:
    """Whether the folder that was being changed is gone, or another one has its name."""
    state = beneath.state(".")
    if state is None:
        return True
    # In a git directory the journal moves with the project, and a copy of it has one too. Some
    # file systems number a folder anew when they are mounted: then its temporary files tell.
    return (
        store.by_name
        and state.st_ino != journal.inode
        and not any(
            beneath.state(temporary)
            for each in journal.entries
            for temporary in (each.new, each.old)
        )
    )


def _tidy(beneath: Beneath, journal: Journal) -> None:
    for entry in journal.entries:
        _remove(beneath, entry.new)
        _remove(beneath, entry.old)
    for entry in journal.entries:
        if entry.after is None:
            _remove_empty(beneath, entry.path.rpartition("/")[0])


def _undo(beneath: Beneath, journal: Journal) -> list[str]:
    """Undo what was done, the last first; return the files that somebody changed since."""
    kept = []
    for entry in reversed(journal.entries):
        undone = _put_back(beneath, entry) if entry.before else _take_away(beneath, entry)
        if not undone:
            kept.append(entry.path)
        _remove(beneath, entry.new)
        _remove(beneath, entry.old)
    for folder in sorted(journal.folders, reverse=True):
        with suppress(OSError):
            beneath.rmdir(folder)
    return sorted(kept)


def _take_away(beneath: Beneath, entry: Entry) -> bool:
    """Remove a file that was made. One that is not ours by inode or content is somebody else's."""
    there, new = beneath.state(entry.path), beneath.state(entry.new)
    if there is None:
        return True
    ours = (
        os.path.samestat(there, new)
        if new is not None
        else is_content(beneath, entry.path, entry.after)
    )
    if ours:
        beneath.unlink(entry.path)
    return ours


def _put_back(beneath: Beneath, entry: Entry) -> bool:
    """Give a file the content it had, unless it has that, or one that somebody wrote since."""
    there, old = beneath.state(entry.path), beneath.state(entry.old)
    if old is None:
        return True
    if there is not None and (
        os.path.samestat(there, old) or is_content(beneath, entry.path, entry.before)
    ):
        return True
    if not is_content(beneath, entry.old, entry.before):
        return False
    if there is not None and not is_content(beneath, entry.path, entry.after):
        return False
    beneath.replace(entry.old, entry.path)
    return True


def _remove(beneath: Beneath, path: str) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        beneath.unlink(path)


def _remove_empty(beneath: Beneath, folder: str) -> None:
    """Remove folders that git would not keep: those left without a file."""
    while folder:
        try:
            beneath.rmdir(folder)
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.rpartition("/")[0]
