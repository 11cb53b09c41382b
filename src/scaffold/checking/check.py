"""Check a project against the rules."""

import gc
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from scaffold.checking.advice import fitted
from scaffold.checking.processes import Told, judged, worthwhile
from scaffold.checking.reporters._report import Report as Report
from scaffold.checking.reporters._report import Suppressed as Suppressed
from scaffold.checking.reporters._report import place_of
from scaffold.checking.settings import Terms
from scaffold.checking.suppressions import Suppression, complaints, suppressions
from scaffold.errors import ScaffoldError
from scaffold.inngest.codebase import Codebase, SingleFile
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules import all_rules, file_rules, rule_names
from scaffold.rules._rule import Diagnostic, Rule
from scaffold.syntax.language import language_of
from scaffold.syntax.regexes import regex

_INNGEST = regex(rb"inngest", re.IGNORECASE)


def chosen_rules(names: Iterable[str] = ()) -> dict[str, Rule]:
    """Return the rules of these names, all without any; ScaffoldError for an unknown name."""
    known = all_rules()
    chosen = list(names)
    for name in chosen:
        if name not in known:
            raise ScaffoldError(f"there is no rule `{name}`", "`scaffold explain` lists the rules")
    return {name: known[name] for name in chosen} if chosen else known


def check_file(
    path: str, content: bytes, rules: Iterable[str] = (), terms: Terms | None = None
) -> Report:
    """Return what can be said of one file by itself, reading nothing else."""
    language = language_of(path)
    known = file_rules(language.name) if language is not None else {}
    chosen = chosen_rules(rules) if rules else known
    return check_project(
        SingleFile(OneFile(path, content)),
        (),
        {name: known[name] for name in chosen if name in known},
        terms or Terms(named=frozenset(rules)),
    )


def check_project(
    project: Codebase,
    paths: Collection[str],
    rules: Mapping[str, Rule],
    terms: Terms,
    *,
    processes: int | None = None,
    told: Told = lambda done, of: None,
) -> Report:
    """Return what these rules say about a project that is read already, on its terms.

    `processes` share the work; without it, there are as many as are worth it. `told` hears how
    many files are done, and of how many.
    """
    rules = {name: rule for name, rule in rules.items() if not terms.is_off(name)}
    with _collector_paused():
        return _check(project, paths, rules, terms, processes, told)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Facts hold many small objects in cycles: collecting while they grow took a third of a run."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _check(
    project: Codebase,
    paths: Collection[str],
    rules: Mapping[str, Rule],
    terms: Terms,
    processes: int | None,
    told: Told,
) -> Report:
    scope = _Scope(paths, terms)
    inside = [path for path in project.candidates if scope.holds(path)]
    # One report per rule and place: two functions may share a handler or a helper.
    found: dict[tuple[str, int, int, str], Diagnostic] = {}
    if processes is None:
        processes = worthwhile(len(inside))
    for diagnostic in _run(project, inside, rules, processes, told):
        if scope.holds(diagnostic.path):
            known = found.setdefault(place_of(diagnostic), diagnostic)
            if not known.function and diagnostic.function:
                found[place_of(diagnostic)] = diagnostic
    read = [file for file in project.file_facts if scope.holds(file.path)]
    parsed = _of_what_parsed(found.values(), read)
    told_of = parsed if terms.is_ours else _elsewhere(project, parsed, rules)
    comments = {file.path: suppressions(file.source) for file in read}
    unsuppressed, suppressed = _by_comments(told_of, comments, project)
    kept, quiet = _on_terms(unsuppressed, rules, terms)
    own = [each for file in read for each in comments[file.path]]
    kept += complaints(own, rule_names(), rules)
    kept, notes = fitted(kept, project)
    return Report(
        tuple(sorted(kept, key=place_of)),
        tuple(sorted(suppressed, key=lambda each: place_of(each.diagnostic))),
        {
            path: why
            for path, why in sorted(project.skipped.items())
            if scope.holds(path) or language_of(path) is None  # what speaks for the whole project
        },
        tuple(file.path for file in read if file.source.is_damaged),
        len(read),
        sum(len(file.functions) for file in read),
        project.files,
        quiet=dict(quiet),
        notes=notes,
        has_inngest=any(_INNGEST.search(file.source.content) for file in read),
    )


def _of_what_parsed(found: Iterable[Diagnostic], read: list[FileFacts]) -> list[Diagnostic]:
    """Return the reports but those in a statement of a module that did not parse.

    What is an argument of which call is a guess there; that the file could not be read is said.
    """
    spans = {each.path: each.source.damaged_lines for each in read if each.source.is_damaged}
    return [
        each
        for each in found
        if not any(first <= each.line <= last for first, last in spans.get(each.path, ()))
    ]


def _on_terms(
    diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule], terms: Terms
) -> tuple[list[Diagnostic], Counter[str]]:
    """What is reported, at the level that it is set to, and how often a rule of style is quiet."""
    kept: list[Diagnostic] = []
    quiet: Counter[str] = Counter()
    for diagnostic in diagnostics:
        is_style = rules[diagnostic.rule].is_style
        level = terms.level(diagnostic.rule, diagnostic.path, style=is_style)
        if level == "quiet":
            quiet[diagnostic.rule] += 1
        elif level is None:
            kept.append(diagnostic)
        elif level != "off":
            kept.append(diagnostic._replace(severity=level))
    return kept, quiet


def _elsewhere(
    project: Codebase, found: Iterable[Diagnostic], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """Yield what is left of reports in a repository that we did not make."""
    by_rule: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        if not diagnostic.only_ours:
            by_rule.setdefault(diagnostic.rule, []).append(diagnostic)
    for name, reports in by_rule.items():
        left = rules[name].elsewhere
        yield from reports if left is None else left(project, reports)


def _run(
    project: Codebase, paths: list[str], rules: Mapping[str, Rule], processes: int, told: Told
) -> Iterable[Diagnostic]:
    # Which rules apply is asked once for each file and function.
    applying: dict[tuple[str, str], list[Rule]] = {}
    in_parts = [rule for rule in rules.values() if rule.check_file is not None]
    for rule in rules.values():
        for language in rule.languages:
            applying.setdefault((rule.scope, language), []).append(rule)

    def judge(file: FileFacts) -> Iterator[Diagnostic]:
        for rule in applying.get(("file", file.language), ()):
            yield from rule.run(file)
        for rule in in_parts:
            yield from rule.run_file(file, project)
        for function in file.functions:
            for rule in applying.get(("function", file.language), ()):
                yield from rule.run(function)

    of_project = [rule for rule in rules.values() if rule.scope == "project"]
    early: list[Diagnostic] = []

    def meanwhile() -> None:
        for rule in of_project:
            if not rule.reads_events:
                early.extend(rule.run(project))
        for file in project.file_facts:
            _ = file.sends  # the rules below read them

    yield from judged(project, paths, judge, processes, meanwhile, told)
    yield from early
    for rule in of_project:
        if rule.reads_events:
            yield from rule.run(project)


def _by_comments(
    found: Iterable[Diagnostic], comments: dict[str, list[Suppression]], project: Codebase
) -> tuple[list[Diagnostic], list[Suppressed]]:
    """Return the reports that no comment suppresses, and those that one does."""
    unsuppressed: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    for diagnostic in found:
        by = _suppression(diagnostic, comments, project)
        if by is None:
            unsuppressed.append(diagnostic)
        else:
            by.used.add(diagnostic.rule)
            suppressed.append(Suppressed(diagnostic, by.reason))
    return unsuppressed, suppressed


def _suppression(
    diagnostic: Diagnostic, comments: dict[str, list[Suppression]], project: Codebase
) -> Suppression | None:
    """The comment that covers a diagnostic: at its line, or at any link of its chain."""
    places = [(diagnostic.path, diagnostic.line)]
    places += [(place.path, place.line) for place in diagnostic.chain]
    for path, line in places:
        if path not in comments:
            facts = project.facts(path) if language_of(path) else None
            comments[path] = suppressions(facts.source) if facts is not None else []
        for each in comments[path]:
            if each.covers(diagnostic.rule, line):
                return each
    return None


class _Scope:
    """What a check reports on: the files and folders it is limited to, all without any."""

    def __init__(self, paths: Collection[str], terms: Terms) -> None:
        self._settings = terms.settings
        self.all = not paths or "." in paths
        self.files = frozenset(path.rstrip("/") for path in paths)
        self.folders = tuple(f"{path}/" for path in self.files)

    def holds(self, path: str) -> bool:
        inside = self.all or path in self.files or path.startswith(self.folders)
        return inside and not self._settings.leaves_out(path)


class OneFile:
    """A project of which nothing but one file may be read, whose content is at hand."""

    def __init__(self, path: str, content: bytes) -> None:
        self._path = path
        self._content = content

    def read(self, path: str) -> bytes | None:
        return self._content if path == self._path else None

    def paths(self) -> Iterable[str]:
        return (self._path,)
