"""Names for diagnostics that stay the same when lines move."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from scaffold.checking.reporters._report import source_lines
from scaffold.rules._rule import Diagnostic
from scaffold.syntax.files import Files

_LONGEST = 2_000


def fingerprints(diagnostics: Iterable[Diagnostic], sources: Files) -> list[str]:
    """Return a fingerprint for each diagnostic, in order.

    It is made of the rule, the file, the function and the line's text without its spaces, never
    of the line's number. Equal ones are numbered from the top of the file.
    """
    lines: dict[str, list[str]] = {}
    texts: dict[tuple[str, int], str] = {}
    seen: Counter[str] = Counter()
    found: list[str] = []
    for each in diagnostics:
        if each.path not in lines:
            lines[each.path] = source_lines(sources, each.path)
        place = each.path, each.line
        if place not in texts:
            text = lines[each.path][each.line - 1] if each.line <= len(lines[each.path]) else ""
            texts[place] = _told_apart("".join(text.split()))
        key = "\n".join((each.rule, each.path, each.function, texts[place]))
        found.append(hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:32])
        seen[key] += 1
    return found


def _told_apart(text: str) -> str:
    """The text of a line, or what tells it apart from others when it is as long as a file."""
    return text if len(text) <= _LONGEST else hashlib.sha256(text.encode()).hexdigest()
