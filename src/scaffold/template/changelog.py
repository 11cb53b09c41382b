"""The part of the templates' changelog that an update brings."""

import re

_HEADING = re.compile(r"^## (.+?)\s*$", re.MULTILINE)
_VERSION = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


def version_key(version: str) -> tuple[int, ...] | None:
    """Return what orders versions, None for text that is no version."""
    match = _VERSION.fullmatch(version)
    return tuple(int(part) for part in match.groups()) if match else None


def changelog_between(text: str, old: str, new: str) -> str:
    """Return the sections of the versions after `old`, up to and including `new`."""
    first, last = version_key(old), version_key(new)
    if first is None or last is None:
        return ""
    found = []
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        key = version_key(heading[1])
        if key is not None and first < key <= last:
            found.append((key, text[heading.start() : end].strip()))
    return "\n\n".join(section for _, section in sorted(found, reverse=True))
