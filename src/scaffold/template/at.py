"""The template of a project, as it is at the recorded version and at others."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from scaffold.project import ANSWERS_FILE
from scaffold.template import store as template_store
from scaffold.template.changelog import changelog_between
from scaffold.template.fresh_render import FreshRender, fresh_render
from scaffold.template.history import TemplateHistory, template_history
from scaffold.template.ownership import Owner, Ownership
from scaffold.template.questions import Question, parse_questions
from scaffold.template.recorded_answers import (
    Recorded,
    carried_over,
    checked,
    refuse_unknown_version,
)


@dataclass(frozen=True)
class ProjectTemplate:
    """A project's template. `history` is None for a foreign one, which only copier knows."""

    recorded: Recorded
    history: TemplateHistory | None

    def recorded_render(self) -> FreshRender:
        """Return what the recorded version makes of the recorded answers."""
        recorded = self.recorded
        given = recorded.given
        if self.history is not None:
            given = checked(self.questions(recorded.version), given)
        return fresh_render(recorded.source, recorded.version, given)

    def render(
        self, version: str | None, answers: Mapping[str, object], *, ask: bool = False
    ) -> tuple[FreshRender, list[str]]:
        """Return what a version makes of answers, and the questions that are new in it."""
        new: list[str] = []
        given = dict(answers)
        if self.history is not None and version is not None:
            given, new = carried_over(self.questions(version), answers)
        return fresh_render(self.recorded.source, version, given, ask=ask and bool(new)), new

    def questions(self, version: str) -> list[Question]:
        """Return the questions of one of our versions."""
        assert self.history is not None
        return parse_questions(self.history.read(version, "copier.yml") or "")

    def changelog(self, version: str) -> str:
        """Return what the versions after the recorded one change, up to this one."""
        if self.history is None:
            return ""
        text = self.history.read(version, "CHANGELOG.md") or ""
        return changelog_between(text, self.recorded.version, version)

    def owners(self, *renders: FreshRender) -> "Owners":
        """Return who owns what; the last render's version decides, then those before it."""
        if self.history is not None:
            declared = [self.history.ownership(render.version) for render in reversed(renders)]
            return Owners(tuple(dict.fromkeys(declared)), ())
        return Owners((), renders[-1].skip_if_exists)

    def template_paths(self) -> list[str]:
        """Return the paths of the files in every version of ours."""
        if self.history is None:
            return []
        versions = template_store.released()
        return [path for version in versions for path in self.history.paths(version)]


@dataclass(frozen=True)
class Owners:
    """Who owns a path. In a foreign template all is managed but what copier skips."""

    declared: tuple[Ownership, ...]
    skipped: tuple[str, ...]

    def __call__(self, path: str) -> Owner:
        if path == ANSWERS_FILE:
            return "seeded"
        if not self.declared:
            return "seeded" if self._is_skipped(path) else "managed"
        found = (declared.owner(path) for declared in self.declared)
        return next((owner for owner in found if owner != "seeded"), "seeded")

    def _is_skipped(self, path: str) -> bool:
        from pathspec import GitIgnoreSpec

        return bool(self.skipped) and GitIgnoreSpec.from_lines(self.skipped).match_file(path)


@contextmanager
def project_template(recorded: Recorded) -> Iterator[ProjectTemplate]:
    """Open the template of a project.

    Raises ScaffoldError when the recorded version is none that this package knows.
    """
    if not recorded.ours:
        yield ProjectTemplate(recorded, None)
        return
    refuse_unknown_version(recorded)
    # Plain copier reads it from there too, also when there is nothing to do.
    template_store.place()
    with template_history() as history:
        yield ProjectTemplate(recorded, history)
