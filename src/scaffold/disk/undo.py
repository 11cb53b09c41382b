"""What the last command changed in a project, kept so that it can be taken back.

The record is in the user's own folder, where no repository that was cloned can have put one. It
holds what files held before, and digests of what they hold since: a file that changed meanwhile is
never put back over that.
"""

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from scaffold.disk.beneath import Beneath
from scaffold.disk.journal import digest, is_content
from scaffold.disk.project_files import clean_path
from scaffold.disk.state_folder import own_folder, state_folder
from scaffold.disk.transaction import Change
from scaffold.errors import ScaffoldError

_FOLDER = "undo"
# More is what git is for.
_LARGEST = 20_000_000
_MOST_MADE = 1_000
_DIGEST = re.compile(r"[0-9a-f]{64}:\d{1,12}")


class Before(NamedTuple):
    """One file: what it held before, None for no file, and the digest of what it holds since."""

    path: str
    content: bytes | None
    since: str | None


def remember(root: Path, changes: Sequence[Change]) -> bool:
    """Keep what files held before changes that were just made; return whether that was possible."""
    total = sum(len(each.before or b"") for each in changes)
    entries = [
        {
            "path": each.path,
            "before": None if each.before is None else b64encode(each.before).decode(),
            "since": digest(each.after),
        }
        for each in changes
    ]
    try:
        notes, name = _place(root)
        with suppress(FileExistsError):
            notes.root.mkdir(mode=0o700)
        with suppress(FileNotFoundError):
            notes.unlink(name)
        _note_made(root, notes, changes)
        if total > _LARGEST:
            return False
        document = {"root": os.path.realpath(root), "entries": entries}
        notes.write(name, json.dumps(document).encode())
    except (OSError, ScaffoldError):
        return False
    return True


def forget(root: Path) -> None:
    """Drop what is kept of a project: what it says is not the last change any more."""
    with suppress(OSError, ScaffoldError):
        notes, name = _place(root)
        notes.unlink(name)


def remembered(folders: Iterable[Path]) -> tuple[Path, tuple[Before, ...]] | None:
    """Return the root and the record of the first folder that has one.

    Raises ScaffoldError when the record cannot be read.
    """
    if state_folder() is None:
        return None
    for folder in folders:
        notes, name = _place(folder)
        try:
            content = notes.read(name, 3 * _LARGEST)
        except OSError:
            continue
        if content is not None:
            return folder, _entries(content, folder, notes.root / name)
    return None


def unchanged_since_made(root: Path) -> frozenset[str]:
    """Return the files that commands made in a project and that are as they made them."""
    with suppress(OSError, ScaffoldError):
        beneath = Beneath(Path(os.path.realpath(root)))
        made = _made(root, _place(root)[0])
        return frozenset(path for path, since in made.items() if is_content(beneath, path, since))
    return frozenset()


def _note_made(root: Path, notes: Beneath, changes: Sequence[Change]) -> None:
    """Keep which files commands have made, beyond the last one: digests, and no content."""
    made = _made(root, notes)
    # A file that moves is as it was made where it was so before.
    moved = all(
        made.get(each.path) == digest(each.before) for each in changes if each.after is None
    )
    for each in changes:
        was_made = made.get(each.path) == digest(each.before) if each.before is not None else moved
        made.pop(each.path, None)
        since = digest(each.after)
        if was_made and since is not None:
            made[each.path] = since
    kept = dict(list(made.items())[-_MOST_MADE:])
    document = {"root": os.path.realpath(root), "made": kept}
    with suppress(FileNotFoundError):
        notes.unlink(_made_name(root))
    notes.write(_made_name(root), json.dumps(document).encode())


def _made(root: Path, notes: Beneath) -> dict[str, str]:
    try:
        document = json.loads(notes.read(_made_name(root), _LARGEST) or b"{}")
        if document.get("root") == os.path.realpath(root):
            made = document["made"].items()
            return {
                path: since
                for path, since in made
                if clean_path(path) == path and _DIGEST.fullmatch(since)
            }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return {}


def _made_name(root: Path) -> str:
    return _place(root)[1].replace(".json", ".made.json")


def _entries(content: bytes, folder: Path, record: Path) -> tuple[Before, ...]:
    try:
        document: Mapping[str, Any] = json.loads(content)
        found = tuple(
            Before(
                each["path"],
                None if each["before"] is None else b64decode(each["before"]),
                each["since"],
            )
            for each in document["entries"]
        )
        is_whole = document["root"] == os.path.realpath(folder)
        if is_whole and all(clean_path(each.path) == each.path for each in found):
            return found
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ScaffoldError(
        f"`{record}` is no record of a change that `scaffold` made in `{folder}`", "remove it"
    )


def _place(root: Path) -> tuple[Beneath, str]:
    top = os.fsencode(os.path.realpath(root))
    return Beneath(own_folder() / _FOLDER), f"{sha256(top).hexdigest()[:32]}.json"
