"""Make the fixes that diagnostics bring, as long as each of them helps."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from scaffold.checking.check import Report
from scaffold.disk.changes import ChangeSet
from scaffold.rules._rule import Diagnostic
from scaffold.syntax.edits import Edit, apply

# Two fixes at one place, such as two entries of a registry, take a round each.
_ROUNDS = 500

_Fix = tuple[object, ...]


def fixed(changes: ChangeSet, check: Callable[[], Report]) -> Report:
    """Put the fixes of what `check` reports into the changes; return what it reports at last.

    One that makes room for another is made first. One whose result is still reported is taken
    back and never made again, and so is one that brings back what another fix had left behind.
    """
    report = check()
    useless: set[_Fix] = set()
    done: list[Diagnostic] = []
    first: dict[str, bytes] = {}
    states: list[dict[str, bytes | None]] = [{}]
    for _ in range(_ROUNDS):
        made = _chosen(report.diagnostics, useless)
        if not made:
            break
        paths = {path for one in made for path, _ in one.edits}
        before = {path: changes.read(path) or b"" for path in paths}
        first = {**before, **first}
        for path, content in before.items():
            edits = [edit for one in made for where, edit in one.edits if where == path]
            changes.write(path, apply(content, edits))
        state = {path: now for path in first if (now := changes.read(path)) != first[path]}
        after = check()
        failed = made if state in states else _still_there(made, report, after)
        if failed:
            useless.update(map(_fix, failed))
            for path, content in before.items():
                changes.write(path, content)
            continue
        states.append(state)
        done += made
        report = after
    return report._replace(fixed=tuple(done))


def _chosen(diagnostics: Iterable[Diagnostic], useless: set[_Fix]) -> list[Diagnostic]:
    """The diagnostics whose fixes can be made at once: whole fixes that do not meet."""
    taken: dict[str, list[Edit]] = {}
    chosen = []
    for diagnostic in diagnostics:
        if not diagnostic.edits or _fix(diagnostic) in useless:
            continue
        if any(_meets(edit, taken.get(path, ())) for path, edit in diagnostic.edits):
            continue
        chosen.append(diagnostic)
        for path, edit in diagnostic.edits:
            taken.setdefault(path, []).append(edit)
    return chosen


def _still_there(made: Sequence[Diagnostic], before: Report, after: Report) -> list[Diagnostic]:
    """Those after whose fixes as much is reported as before, each counted as often as it stands."""
    expected = Counter(map(_cause, before.diagnostics))
    expected.subtract(map(_cause, made))
    now = Counter(map(_cause, after.diagnostics))
    return [one for one in made if now[_cause(one)] > expected[_cause(one)]]


def _cause(one: Diagnostic) -> _Fix:
    """What a diagnostic is about, wherever its line has moved to."""
    return one.rule, one.path, one.function, one.message


def _fix(one: Diagnostic) -> _Fix:
    return *_cause(one), tuple((path, edit.text) for path, edit in one.edits)


def _meets(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(edit.start <= other.end and other.start <= edit.end for other in others)
