"""Where the values of a JSON text stand, so that one of them can change and no other byte does."""

import json
import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import Any

from scaffold.disk.data_files import read_json
from scaffold.errors import ScaffoldError

_BLANK = re.compile(r"[ \t\r\n]*")
_VALUE = json.JSONDecoder()


@dataclass(frozen=True, eq=False)
class Place:
    """A value of a JSON text and where it stands.

    `items` are what an array or object holds. In an object each has its `key`, and `outset` is
    where that begins; elsewhere `outset` is the start of the value.
    """

    value: Any
    start: int
    end: int
    outset: int
    key: str | None = None
    items: tuple["Place", ...] = ()

    def get(self, key: str) -> "Place | None":
        """Return the value of a key; the last one where it is repeated, as readers of JSON do."""
        return next((item for item in reversed(self.items) if item.key == key), None)


def read(text: str) -> Place:
    """Return the places of a JSON text. Raises UnreadableDataError when it is none."""
    read_json(text)
    return _place(text, _skip(text, 0), None, None)


def text_of(content: bytes) -> str:
    """Return the text of a file that `read_json` has read, without a byte order mark."""
    return content.decode("utf-8-sig")


def in_place_of(content: bytes, text: str) -> bytes:
    """Return a file's new text, with the byte order mark that it had."""
    return (BOM_UTF8 if content.startswith(BOM_UTF8) else b"") + text.encode()


def refusal(path: str, why: str, hint: str = "correct it and run this again") -> ScaffoldError:
    """Return the error for a file that cannot be edited."""
    return ScaffoldError(f"`{path}` {why}; nothing was changed", hint)


def append(text: str, holder: Place, key: str | None, value: Any) -> str:
    """Return the text with a value added at the end of an array or object, written like it."""
    newline = "\r\n" if "\r\n" in text else "\n"
    unit = _indent_unit(text)
    around = _indentation(text, holder.start)
    if holder.items:
        before = holder.items[-2].end if len(holder.items) > 1 else holder.start
        # What stands between the comma, or the bracket, and the last value.
        gap = text[before : holder.items[-1].outset].lstrip(" \t\r\n")[1:]
        start = end = holder.items[-1].end
        lead, tail = ",", ""
    else:
        gap = newline + around + unit
        start, end = holder.start + 1, holder.end - 1
        lead, tail = "", newline + around
    gap = gap or " "
    written = json.dumps(value, ensure_ascii=False, indent=unit if "\n" in gap else None)
    written = written.replace("\n", newline + gap.rpartition("\n")[2])
    name = f"{json.dumps(key, ensure_ascii=False)}: " if key is not None else ""
    return text[:start] + lead + gap + name + written + tail + text[end:]


def take_out(text: str, holder: Place, item: Place) -> str:
    """Return the text without an element or entry: the inverse of `append`."""
    number = [each.start for each in holder.items].index(item.start)
    if number:
        return text[: holder.items[number - 1].end] + text[item.end :]
    if len(holder.items) > 1:
        return text[: item.outset] + text[holder.items[1].outset :]
    return text[: holder.start + 1] + text[holder.end - 1 :]


def replace(text: str, place: Place, value: Any) -> str:
    """Return the text with another value in a place."""
    return text[: place.start] + json.dumps(value, ensure_ascii=False) + text[place.end :]


def _place(text: str, start: int, outset: int | None, key: str | None) -> Place:
    outset = start if outset is None else outset
    opening = text[start]
    if opening not in "[{":
        value, end = _VALUE.raw_decode(text, start)
        return Place(value, start, end, outset, key)
    items: list[Place] = []
    at = _skip(text, start + 1)
    while text[at] not in "]}":
        began, name = at, None
        if opening == "{":
            name, at = _VALUE.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        items.append(_place(text, at, began, name))
        at = _skip(text, items[-1].end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    held: Any
    if opening == "{":
        held = {item.key: item.value for item in items}
    else:
        held = [item.value for item in items]
    return Place(held, start, at + 1, outset, key, tuple(items))


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _indentation(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _indent_unit(text: str) -> str:
    found = re.search(r"\n([ \t]+)\S", text)
    return found[1] if found else "  "
