"""Check a project on disk: what to read, what to compare with, what to leave out, what to fix."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scaffold.checking.check import Report, check_project, chosen_rules
from scaffold.checking.processes import Told
from scaffold.checking.settings import Terms, read_terms
from scaffold.disk.project_files import DiskFiles
from scaffold.errors import ScaffoldError
from scaffold.inngest.codebase import Codebase
from scaffold.project import Project
from scaffold.rules._rule import Rule
from scaffold.syntax.files import Files
from scaffold.syntax.language import language_of

# A plain check writes nothing and compares with nothing: what does is imported where it is used.
if TYPE_CHECKING:
    from scaffold.outcome import Outcome, Prepared


@dataclass(frozen=True, kw_only=True)
class CheckRequest:
    """What was asked of `check`; paths are relative to the project root."""

    paths: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    changed: bool = False
    since: str | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    strict: bool = False


def run_check(
    project: Project, request: CheckRequest, told: Told = lambda done, of: None
) -> Report:
    """Return what the rules say about a project, narrowed as asked; `told` hears how far it is.

    `changed` keeps what stands in changed files, and what rules about the whole project say now
    and did not say before: a removed entry is reported at the function that lost it.
    """
    rules = chosen_rules(request.rules)
    files = DiskFiles(project.root)
    report = _report(project, files, request, rules, _terms(files, request), told)
    return _without_known(project, request)(report)


def _terms(files: Files, request: CheckRequest) -> Terms:
    return read_terms(files, strict=request.strict, named=request.rules)


def _without_known(project: Project, request: CheckRequest) -> Callable[[Report], Report]:
    """Return what leaves out of a report what the baseline lists, unless it is written anew."""
    if request.baseline is None or request.update_baseline:
        return lambda report: report
    from scaffold.checking.baseline import read_baseline, without_baseline

    known = read_baseline(request.baseline, project.root)
    return lambda report: without_baseline(report, known)


def write_baseline(at: "Prepared", report: Report, path: str) -> "Outcome":
    """Write the baseline file of a report. Raises ScaffoldError for a file that is another."""
    from scaffold.checking.baseline import baseline_text, refuse_other
    from scaffold.disk.changes import ChangeSet
    from scaffold.outcome import carry_out

    changes = ChangeSet(at.root)
    refuse_other(path, changes.read(path))
    changes.write(path, baseline_text(report).encode())
    return carry_out(at, changes)


def fix(at: "Prepared", request: CheckRequest) -> "tuple[Outcome, Report]":
    """Make the fixes of the diagnostics; return what changed, and what is left and was fixed."""
    from scaffold.checking.fixes import fixed
    from scaffold.disk.changes import ChangeSet
    from scaffold.outcome import carry_out

    rules = chosen_rules(request.rules)
    changes = ChangeSet(at.root)
    new = _without_known(at.project, request)
    terms = _terms(changes, request)
    report = fixed(changes, lambda: new(_report(at.project, changes, request, rules, terms)))
    return carry_out(at, changes), report


def _report(
    project: Project,
    files: Files,
    request: CheckRequest,
    rules: Mapping[str, Rule],
    terms: Terms,
    told: Told = lambda done, of: None,
) -> Report:
    codebase = Codebase(files)
    if request.changed or request.since:
        from scaffold.disk.git_files import FilesAt, changed_paths
    base = FilesAt(project.root, request.since, _is_code) if request.since else None
    codebase.base = Codebase(base) if base is not None else None
    _check_paths(files, request.paths)
    report = check_project(codebase, request.paths, rules, terms, told=told)
    if not (request.changed or request.since):
        return report
    changed = changed_paths(project.root, request.since)
    before = base or FilesAt(project.root, None, _is_code)
    whole = {name: rule for name, rule in rules.items() if rule.scope == "project"}
    known = set(_names(check_project(Codebase(before), request.paths, whole, terms)))
    kept = tuple(
        one
        for one, name in zip(report.diagnostics, _names(report), strict=True)
        if one.path in changed or (one.rule in whole and name not in known)
    )
    return report._replace(diagnostics=kept, quiet={})


def _is_code(path: str) -> bool:
    return language_of(path) is not None


def _names(report: Report) -> list[str]:
    from scaffold.checking.fingerprints import fingerprints

    return fingerprints(report.diagnostics, report.sources)


def _check_paths(files: Files, paths: Sequence[str]) -> None:
    known = frozenset(files.paths()) if paths else frozenset()
    for path in paths:
        inside = path == "." or any(PurePosixPath(each).is_relative_to(path) for each in known)
        if not inside and files.read(path) is None:
            raise ScaffoldError(
                f"there is no `{path}` to check", "name a file or folder of the project"
            )
