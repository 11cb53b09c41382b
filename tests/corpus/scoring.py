"""Check the labelled projects, and compare what is reported with what is marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.support.sources import Sources, checked, present

PROJECTS = Path(__file__).parent / "projects"
_EXPECTED = re.compile(r"(?://|#|/\*) expect: ([a-z-]+(?:, [a-z-]+)*)(?: \*/)?\s*$")
_FINE = re.compile(r"(?://|#|/\*) fine: \S")


@dataclass(frozen=True, order=True)
class Label:
    """A rule at a line of a file; `path` starts with the project's name."""

    rule: str
    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}"


@dataclass
class Score:
    """What was found, what was missed, and what was reported without reason."""

    hits: list[Label] = field(default_factory=list)
    misses: list[Label] = field(default_factory=list)
    false_alarms: list[Label] = field(default_factory=list)
    negatives: int = 0

    @property
    def precision(self) -> float:
        return len(self.hits) / (len(self.hits) + len(self.false_alarms) or 1)

    @property
    def recall(self) -> float:
        return len(self.hits) / (len(self.hits) + len(self.misses) or 1)


def projects() -> list[str]:
    """Return the names of the labelled projects."""
    return sorted(path.name for path in PROJECTS.iterdir() if path.is_dir())


def files_of(project: str) -> Sources:
    """Return a project's files."""
    root = PROJECTS / project
    return Sources(
        {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        }
    )


def labels(project: str, files: Sources) -> Iterator[Label]:
    """Yield what is marked in a project's files."""
    for path, content in files.items():
        for number, line in enumerate(content.decode().splitlines(), 1):
            found = _EXPECTED.search(line)
            for rule in found[1].split(", ") if found else ():
                yield Label(rule, f"{project}/{path}", number)


@cache
def score(project: str) -> Score:
    """Check one project and compare."""
    files = files_of(project)
    now = present(files)
    report = checked(files)
    reported = {
        Label(each.rule, f"{project}/{each.path}", each.line) for each in report.diagnostics
    }
    expected = set(labels(project, now))
    return Score(
        sorted(reported & expected),
        sorted(expected - reported),
        sorted(reported - expected),
        sum(
            bool(_FINE.search(line)) for text in now.values() for line in text.decode().split("\n")
        ),
    )


def total() -> Score:
    """Compare for all projects together."""
    found = Score()
    for project in projects():
        one = score(project)
        found.hits += one.hits
        found.misses += one.misses
        found.false_alarms += one.false_alarms
        found.negatives += one.negatives
    return found


def by_rule(found: Score) -> dict[str, Score]:
    """Return what was found and missed of each rule; where nothing was, it has no entry."""
    rules: dict[str, Score] = {}
    for name in ("hits", "misses", "false_alarms"):
        for label in getattr(found, name):
            getattr(rules.setdefault(label.rule, Score()), name).append(label)
    return rules


def table(found: Score) -> str:
    """Return hits, misses, false alarms, precision and recall per rule, and what is wrong."""
    rows = [
        f"{'rule':<32} {'hits':>5} {'misses':>7} {'false alarms':>13}"
        f" {'precision':>10} {'recall':>7}",
        *(_row(rule, each) for rule, each in sorted(by_rule(found).items())),
        _row("total", found),
        f"{len(found.hits) + len(found.misses)} positives, {found.negatives} negatives",
    ]
    rows += [f"missed: {label}" for label in found.misses]
    rows += [f"false alarm: {label}" for label in found.false_alarms]
    return "\n".join(rows)


def _row(name: str, of: Score) -> str:
    return (
        f"{name:<32} {len(of.hits):>5} {len(of.misses):>7} {len(of.false_alarms):>13}"
        f" {of.precision:>10.3f} {of.recall:>7.3f}"
    )
