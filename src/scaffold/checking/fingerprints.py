"""Names for diagnostics that stay the same when lines move."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from scaffold.checking.reporters._report import source_lines
from scaffold.rules._rule import Diagnostic
from scaffold.syntax.files import Files


def fingerprints(diagnostics: Iterable[Diagnostic], sources: Files) -> list[str]:
    """Return a fingerprint for each diagnostic, in order.

    It is made of the rule, the file, the function and the line's text without its spaces, never
    of the line's number. Equal ones are numbered from the top of the file.
    """
    lines: dict[str, list[str]] = {}
    seen: Counter[str] = Counter()
    found: list[str] = []
    for each in diagnostics:
        if each.path not in lines:
            lines[each.path] = source_lines(sources, each.path)
        text = lines[each.path][each.line - 1] if each.line <= len(lines[each.path]) else ""
        key = "\n".join((each.rule, each.path, each.function, "".join(text.split())))
        found.append(hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:32])
        seen[key] += 1
    return found
