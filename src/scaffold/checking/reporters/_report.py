"""What a check found, for the reporters and for whoever decides on it."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scaffold.rules._rule import Diagnostic, Severity
from scaffold.syntax.files import Files

_MOST_OF_A_FILE = 1_000
MOST_SUPPRESSED = 10_000  # of a report that lists them


class View(NamedTuple):
    """How a report is shown; each form takes of it what it knows."""

    colour: bool = False
    """For a terminal."""
    root: str = ""
    """The way from the repository to the project, for what other programs read at the former."""
    width: int = 200
    verbose: bool = False
    """Every diagnostic of a rule, however many there are."""
    statistics: bool = False
    """Numbers alone."""


class Suppressed(NamedTuple):
    """A diagnostic that a comment switches off, and the reason it gives."""

    diagnostic: Diagnostic
    reason: str


def place_of(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    """Return where a rule reports something: what reports are told apart by, and sorted."""
    return diagnostic.path, diagnostic.line, diagnostic.column, diagnostic.rule


class Counts(NamedTuple):
    """How much a rule reports in one severity, and how much of it `--fix` repairs."""

    severity: Severity
    rule: str
    number: int
    fixable: int


class Report(NamedTuple):
    """What a check found.

    `skipped` says why a file was not checked at all, by path; `partial` are the files of which the
    parser did not understand all, checked as far as it did. `sources` gives the text around a
    diagnostic.
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
    quiet: Mapping[str, int] = MappingProxyType({})
    """How many reports of style there are that nobody asked for, by rule."""
    has_inngest: bool = True
    """Whether any file that was read speaks of Inngest."""
    notes: tuple[str, ...] = ()
    """What is to be known of all of it."""
    fixed: tuple[Diagnostic, ...] = ()
    """What was repaired before this was found."""

    @property
    def statistics(self) -> "tuple[Counts, ...]":
        """How much each rule reports, errors first, the most frequent first."""
        counted = Counter((each.severity, each.rule) for each in self.diagnostics)
        fixable = Counter((each.severity, each.rule) for each in self.diagnostics if each.edits)
        rows = [Counts(*key, number, fixable[key]) for key, number in counted.items()]
        return tuple(sorted(rows, key=lambda row: (row.severity, -row.number, row.rule)))

    @property
    def errors(self) -> int:
        return sum(each.severity == "error" for each in self.diagnostics)

    @property
    def warnings(self) -> int:
        return len(self.diagnostics) - self.errors

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the command exits 1: on errors, with `strict` on warnings and on no code too."""
        return bool(self.diagnostics) or not self.has_inngest if strict else bool(self.errors)


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
