"""What a check found, for the reporters and for whoever decides on it."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scaffold.rules._rule import Diagnostic
from scaffold.syntax.files import Files

_MOST_OF_A_FILE = 1_000
MOST_SUPPRESSED = 10_000  # of a report that lists them


class Suppressed(NamedTuple):
    """A diagnostic that a comment switches off, and the reason it gives."""

    diagnostic: Diagnostic
    reason: str


class Report(NamedTuple):
    """What a check found.

    `skipped` says why a file was not checked at all, by path; `partial` are the files with a
    syntax error, checked as far as they parse. `sources` gives the text around a diagnostic.
    """

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...]
    skipped: Mapping[str, str]
    partial: tuple[str, ...]
    files: int
    functions: int
    sources: Files
    more: Mapping[str, int] = MappingProxyType({})
    """How many diagnostics of a file are left out, by path: see `bounded`."""

    @property
    def errors(self) -> int:
        return sum(each.severity == "error" for each in self.diagnostics)

    @property
    def warnings(self) -> int:
        return len(self.diagnostics) - self.errors

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the command exits 1: on errors, with `strict` on warnings too."""
        return bool(self.diagnostics if strict else self.errors)


def source_lines(sources: Files, path: str) -> list[str]:
    """Return the lines of a file, without their ends; nothing for one that is gone."""
    content = sources.read(path) or b""
    return [line.rstrip("\r") for line in content.decode(errors="replace").split("\n")]


def bounded(report: Report) -> Report:
    """Return the report with no more diagnostics of a file than anybody looks at."""
    seen: Counter[str] = Counter()
    kept = []
    for each in report.diagnostics:
        seen[each.path] += 1
        if seen[each.path] <= _MOST_OF_A_FILE:
            kept.append(each)
    more = {path: number - _MOST_OF_A_FILE for path, number in seen.items()}
    return report._replace(
        diagnostics=tuple(kept),
        more={path: number for path, number in more.items() if number > 0},
    )
