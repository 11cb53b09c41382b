"""The record of an unfinished change: what it holds, and whether it is one of this user's own.

Whoever obeys a journal moves, overwrites and deletes files. A repository that was unpacked may
bring one in its git directory, so each is signed with a secret from the user's own folder.
"""

import hmac
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from scaffold.disk.beneath import Beneath
from scaffold.disk.project_files import TEMPORARY_PREFIX, clean_path
from scaffold.disk.state_folder import known_key, make_key
from scaffold.errors import ScaffoldError

LARGEST_JOURNAL = 10_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}:[0-9]{1,20}")
_TOKEN = re.compile(r"[0-9a-f]{16}")
# What else is ever signed with the same secret begins otherwise.
_SIGNED = b"inngest-scaffold journal 2\n"


@dataclass(frozen=True)
class Entry:
    """One file: digests of its contents, None for no file, and the temporary files beside it."""

    path: str
    before: str | None
    after: str | None
    temporary: str

    @property
    def new(self) -> str:
        """The path of the content to come, before it has its name."""
        return f"{self.temporary}.new"

    @property
    def old(self) -> str:
        """The path of the content that was, until the change is done."""
        return f"{self.temporary}.old"


@dataclass(frozen=True)
class IndexEdit:
    """How git's index changes with the files: lines for `git update-index --index-info`."""

    before: str
    after: str


@dataclass(frozen=True)
class Journal:
    """What is about to happen below `root`: to files, to git's index, to folders that are made."""

    root: str
    """The path of the root below the top of the work tree, "." for the top itself."""
    inode: int
    """That of the root, which tells whether another folder has taken its place."""
    token: str
    entries: tuple[Entry, ...]
    folders: tuple[str, ...]
    index: IndexEdit | None = None


def entry(path: str, before: str | None, after: str | None, token: str, number: int) -> Entry:
    """Return an entry with its temporary files where they are always put: beside the file."""
    folder = path.rpartition("/")[0]
    beside = f"{folder}/{TEMPORARY_PREFIX}" if folder else TEMPORARY_PREFIX
    return Entry(path, before, after, f"{beside}{token}-{number}")


def digest(content: bytes | None) -> str | None:
    """Return what stands for a content in the journal, None for no file."""
    return None if content is None else f"{sha256(content).hexdigest()}:{len(content)}"


def is_content(beneath: Beneath, path: str, wanted: str | None) -> bool:
    """Whether a file has the content that a digest stands for; never for a link or no file."""
    if wanted is None:
        return False
    state = beneath.state(path)
    length = int(wanted.partition(":")[2])
    if state is None or state.st_size != length:
        return False
    content = beneath.read(path, length)
    return content is not None and digest(content) == wanted


def write_journal(beneath: Beneath, path: str, journal: Journal) -> None:
    """Write a signed journal to a new file."""
    document = {
        "root": journal.root,
        "inode": journal.inode,
        "token": journal.token,
        "entries": [[each.path, each.before, each.after] for each in journal.entries],
        "folders": journal.folders,
        "index": [journal.index.before, journal.index.after] if journal.index else None,
    }
    body = json.dumps(document).encode()
    beneath.write(path, _signature(make_key(), body) + b"\n" + body)


def read_journal(beneath: Beneath, path: str) -> Journal:
    """Return a journal that this user wrote. Raises ScaffoldError for anything else of its name."""
    content = beneath.read(path, LARGEST_JOURNAL)
    key = known_key()
    if content is not None and key is not None:
        signature, _, body = content.partition(b"\n")
        if hmac.compare_digest(signature, _signature(key, body)):
            with suppress(ValueError, TypeError, KeyError):
                return _parsed(json.loads(body))
    raise ScaffoldError(
        f"`{beneath.root}/{path}` says that a command was interrupted, but no `scaffold` of yours "
        "wrote it, so it is not obeyed",
        "look at what changed last in the project, for example with `git status`, then remove "
        "that file",
    )


def _signature(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, _SIGNED + body, "sha256").hex().encode()


def _parsed(document: Any) -> Journal:
    """Return what a signed document says. Raises ValueError for what no change would write."""
    token, index = document["token"], document["index"]
    entries = tuple(
        entry(path, before, after, token, number)
        for number, (path, before, after) in enumerate(document["entries"])
    )
    journal = Journal(
        root=document["root"],
        inode=document["inode"],
        token=token,
        entries=entries,
        folders=tuple(document["folders"]),
        index=IndexEdit(*index) if index is not None else None,
    )
    digests = [each for one in entries for each in (one.before, one.after) if each is not None]
    made_for = {each.path for each in entries if each.after is not None}
    if not (
        _TOKEN.fullmatch(token)
        and (journal.root == "." or _is_below(journal.root))
        and all(clean_path(each.path) == each.path for each in entries)
        and all(_DIGEST.fullmatch(each) for each in digests)
        and all(any(one.startswith(f"{each}/") for one in made_for) for each in journal.folders)
    ):
        raise ValueError(journal)
    return journal


def _is_below(folder: str) -> bool:
    """Whether a path leads down, however its folders are called, and not into git's own."""
    parts = folder.split("/")
    return not any(part.lower() in ("", ".", "..", ".git") for part in parts)
