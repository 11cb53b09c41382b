"""Three-way merge of text: on lines that end in LF, given back with the endings of the file."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO

from scaffold.disk.git import run_outside
from scaffold.disk.leftovers import scratch

_BOM = b"\xef\xbb\xbf"
_LABELS = ("before updating", "last update", "after updating")


@dataclass(frozen=True)
class Merged:
    """The result of a merge; with `conflict`, markers stand in it."""

    content: bytes
    conflict: bool


def plain(content: bytes) -> bytes:
    """Return text without a byte order mark and with LF alone at the ends of its lines."""
    return content.removeprefix(_BOM).replace(b"\r\n", b"\n")


def merge_text(current: bytes, old: bytes, new: bytes) -> Merged | None:
    """Bring what changed from `old` to `new` into `current`; None when it is no text."""
    mine, base, theirs = plain(current), plain(old), plain(new)
    if theirs in (base, mine):
        return Merged(current, conflict=False)
    if mine == base:
        return Merged(in_the_style_of(current, theirs), conflict=False)
    if any(b"\0" in side for side in (mine, base, theirs)):
        return None
    with scratch() as folder:
        for name, content in (("mine", mine), ("base", base), ("theirs", theirs)):
            (folder / name).write_bytes(content)
        labels = [part for label in _LABELS for part in ("-L", label)]
        done = run_outside("merge-file", "-p", *labels, "mine", "base", "theirs", folder=folder)
    if not 0 <= done.code < 128:
        return None
    return Merged(in_the_style_of(current, done.out), conflict=done.code > 0)


def in_the_style_of(current: bytes, result: bytes) -> bytes:
    """Return LF text with the byte order mark and the line endings of the file it replaces."""
    mark = _BOM if current.startswith(_BOM) else b""
    if b"\r\n" not in current:
        return mark + result
    raw = BytesIO(current.removeprefix(_BOM)).readlines()
    ending = b"\r\n" if 2 * current.count(b"\r\n") >= current.count(b"\n") else b"\n"
    before, after = [plain(line) for line in raw], BytesIO(result).readlines()
    pieces = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces += raw[i1:i2]
        else:
            pieces += [line.replace(b"\n", ending) for line in after[j1:j2]]
    return mark + b"".join(pieces)
