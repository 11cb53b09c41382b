"""Examine everything around the code, and report what is wrong with the command that mends it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from scaffold.diagnosing import (
    agent_files,
    code,
    environment,
    named,
    other_agents,
    programs,
    sdk,
    wiring,
)
from scaffold.diagnosing.subject import Problem, Subject
from scaffold.errors import ScaffoldError
from scaffold.project import Project


class Examination(NamedTuple):
    """What is looked for, under the name that its findings have."""

    name: str
    find: Callable[[Subject], Iterable[Problem]]

    @property
    def about(self) -> str:
        """What it finds, in one sentence."""
        return (self.find.__doc__ or "").removeprefix("Find ").strip()


class Diagnosis(NamedTuple):
    """What there is, and what is wrong with it."""

    facts: tuple[tuple[str, str], ...]
    findings: tuple[Problem, ...]

    def fails(self, *, strict: bool) -> bool:
        """Whether the command exits 1: on errors, with `strict` on warnings too."""
        return any(strict or each.severity == "error" for each in self.findings)


EXAMINATIONS = (
    Examination("unfinished-change", code.unfinished),
    Examination("git", programs.git),
    Examination("node", programs.node),
    Examination("python", programs.python),
    Examination("package-manager", programs.package_manager),
    Examination("sdk-not-as-described", sdk.as_described),
    Examination("unknown-sdk", sdk.known),
    Examination("stale-install", sdk.installed),
    Examination("not-on-path", wiring.on_path),
    Examination("settings", wiring.settings),
    Examination("missing-hook", wiring.wired),
    Examination("silent-hook", wiring.as_written),
    Examination("dead-glob", agent_files.dead_globs),
    Examination("ignored-key", agent_files.ignored_globs),
    Examination("frontmatter", agent_files.unreadable_frontmatter),
    Examination("missing-file", named.files),
    Examination("missing-command", named.commands),
    Examination("too-long", agent_files.too_long),
    Examination("torn-marker", agent_files.torn_markers),
    Examination("conflict", agent_files.conflicts),
    Examination("hidden-agents-file", agent_files.hidden),
    Examination("contradiction", other_agents.contradictions),
    Examination("dialect", other_agents.dialects),
    Examination("no-dev-mode", environment.missing),
    Examination("dev-mode-off", environment.switched_off),
    Examination("dev-mode-in-code", environment.hard_coded),
    Examination("dev-mode-in-production", environment.in_production),
    Examination("unnamed-secret", environment.secrets),
    Examination("behind", code.behind),
    Examination("drift", code.drifted),
    Examination("suppression", code.suppressions),
    Examination("no-inngest-code", code.nothing_to_check),
)
_FACTS = (programs.facts, wiring.facts, sdk.facts, code.facts)


def diagnose(project: Project, commands: Mapping[str, frozenset[str]]) -> Diagnosis:
    """Examine a project; nothing of it is written, and nothing in it is run.

    `commands` are those of this program, with their options.
    """
    subject = Subject(project, commands)
    findings = [found for each in EXAMINATIONS for found in _findings(each, subject)]
    facts = [fact for each in _FACTS for fact in _facts(each, subject)]
    return Diagnosis(tuple(facts), tuple(findings))


def _findings(examination: Examination, subject: Subject) -> Iterator[Problem]:
    """Yield what is found; what stops an examination is a finding itself."""
    try:
        for each in examination.find(subject):
            yield each._replace(name=examination.name)
    except ScaffoldError as error:
        yield Problem(error.message, error.hint, name=examination.name)


def _facts(
    find: Callable[[Subject], Iterable[tuple[str, str]]], subject: Subject
) -> list[tuple[str, str]]:
    try:
        return [*find(subject)]
    except ScaffoldError:
        return []  # an examination says why
