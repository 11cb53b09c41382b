"""For coding agents: one line per diagnostic, what to do first."""

from collections.abc import Iterable

from scaffold.checking.reporters._report import Report, View
from scaffold.rules._rule import Diagnostic
from scaffold.shown import shown


def render(report: Report, view: View) -> str:
    """Return one line per diagnostic; nothing at all when there are none."""
    more = [f"{shown(path)}: and {number} more" for path, number in report.more.items()]
    return "".join(
        f"{line}\n" for line in [*lines(report.diagnostics), *more, *map(shown, report.notes)]
    )


def lines(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return the line of each diagnostic, errors first."""
    return [_line(each) for each in sorted(diagnostics, key=lambda each: each.severity)]


def _line(each: Diagnostic) -> str:
    do = each.hint or "fix this"
    way = " → ".join(f"{p.text} ({p.path}:{p.line})" for p in each.chain)
    why = f"{each.message} [{way}]" if way else each.message
    line = f"{each.path}:{each.line}: {do} ({each.severity} {each.rule}: {why})"
    return shown(" ".join(line.split()))
