"""What adopting wrote into an app's own code and manifests, kept beside it so that it can go again.

The files for agents need no record: they are a render of the recorded answers.
"""

import json
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from io import StringIO
from typing import Any, NamedTuple

from scaffold.disk.data_files import UnreadableDataError, read_json, table_in
from scaffold.disk.journal import digest
from scaffold.disk.transaction import Change
from scaffold.errors import ScaffoldError
from scaffold.updating.manifests import NODE, Entry, entries_of, without_entries
from scaffold.updating.text_merge import in_the_style_of, plain

RECORD_FILE = ".inngest-adopted.json"
_ABOUT = "What `scaffold adopt` wrote; `scaffold adopt --remove` takes it out again."


class Part(NamedTuple):
    """Lines that were put in the place of others, with LF at their ends."""

    at: int
    was: str
    now: str


class Edited(NamedTuple):
    """A file that was there before."""

    since: str
    """The digest of what it held afterwards, line endings aside."""
    parts: tuple[Part, ...]
    entries: tuple[Entry, ...] = ()
    """What a `package.json` got."""


class Record(NamedTuple):
    """What was written, by path."""

    created: Mapping[str, str]
    """The digest of each file that is new."""
    edited: Mapping[str, Edited]


def record_of(changes: Sequence[Change]) -> Record:
    """Return the record of changes that are planned."""
    created, edited = {}, {}
    for each in changes:
        assert each.after is not None
        if each.before is None:
            created[each.path] = _digest(each.after)
        else:
            before, after = _text(each.before), _text(each.after)
            entries = _entries(before, after) if each.path.endswith(NODE) else ()
            edited[each.path] = Edited(_digest(each.after), _parts(before, after), entries)
    return Record(created, edited)


def written(record: Record) -> bytes:
    """Return a record as its file holds it."""
    document = {
        "about": _ABOUT,
        "created": dict(record.created),
        "edited": {
            path: {
                "since": each.since,
                "parts": [part._asdict() for part in each.parts],
                "entries": [list(entry) for entry in each.entries],
            }
            for path, each in record.edited.items()
        },
    }
    return f"{json.dumps(document, indent=2)}\n".encode()


def read_record(content: bytes) -> Record:
    """Return what a record file holds. Raises ScaffoldError for one that is damaged."""
    try:
        document: Any = read_json(content.decode())
        return Record(
            {str(path): str(since) for path, since in document["created"].items()},
            {
                str(path): Edited(
                    str(each["since"]),
                    tuple(
                        Part(int(part["at"]), str(part["was"]), str(part["now"]))
                        for part in each["parts"]
                    ),
                    tuple((str(t), str(name), str(value)) for t, name, value in each["entries"]),
                )
                for path, each in document["edited"].items()
            },
        )
    except (
        UnreadableDataError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError,
    ):  # fmt: skip
        raise ScaffoldError(
            f"`{RECORD_FILE}` is damaged, so what `scaffold adopt` wrote is not known any more",
            f"bring it back from git: `git log --oneline -- {RECORD_FILE}` shows the commits",
        ) from None


def is_as_written(content: bytes, since: str) -> bool:
    """Return whether a file holds what adopting wrote, line endings aside."""
    return _digest(content) == since


def taken_out(content: bytes, edited: Edited) -> bytes | None:
    """Return a file without what adopting put in, None when somebody changed those lines."""
    text = _text(content)
    done = (
        _by_lines(text, edited) if is_as_written(content, edited.since) else _by_text(text, edited)
    )
    if done is None and edited.entries:
        done = without_entries(text, edited.entries)
    if done is None:
        return None
    return in_the_style_of(content, done.encode("utf-8", "surrogateescape"))


def _by_lines(text: str, edited: Edited) -> str | None:
    lines = _lines(text)
    for part in reversed(edited.parts):
        count = len(_lines(part.now))
        if "".join(lines[part.at : part.at + count]) != part.now:
            return None
        lines[part.at : part.at + count] = _lines(part.was)
    return "".join(lines)


def _by_text(text: str, edited: Edited) -> str | None:
    """Find each part wherever it stands now; one that is there twice could be either."""
    for part in reversed(edited.parts):
        found = _starts(text, part.now)
        if len(found) != 1 or not part.now.strip():
            return None
        text = text[: found[0]] + part.was + text[found[0] + len(part.now) :]
    return text


def _starts(text: str, part: str) -> list[int]:
    """Where lines stand in a text, as whole lines."""
    found, at = [], text.find(part)
    while part and at >= 0:
        if at == 0 or text[at - 1] == "\n":
            found.append(at)
        at = text.find(part, at + 1)
    return found


def _entries(before: str, after: str) -> tuple[Entry, ...]:
    old, new = read_json(before), read_json(after)
    return tuple(each for each in entries_of(new, new) if each[1] not in table_in(old, each[0]))


def _parts(before: str, after: str) -> tuple[Part, ...]:
    old, new = _lines(before), _lines(after)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Part(j1, "".join(old[i1:i2]), "".join(new[j1:j2]))
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    )


def _lines(text: str) -> list[str]:
    return StringIO(text).readlines()


def _text(content: bytes) -> str:
    return plain(content).decode("utf-8", "surrogateescape")


def _digest(content: bytes) -> str:
    return str(digest(plain(content)))
