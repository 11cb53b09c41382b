"""A template rendered with given answers, held in memory: what a project is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scaffold.disk.leftovers import temporary
from scaffold.errors import ScaffoldError
from scaffold.project import ANSWERS_FILE, read_answers
from scaffold.template import store as template_store


@dataclass(frozen=True, kw_only=True)
class FreshRender:
    """The files of a project as the template alone would make it."""

    files: Mapping[str, bytes]
    answers: Mapping[str, object]
    """What its answers file records, without copier's own lines."""
    version: str
    questions: Mapping[str, Any]
    """The template's questions as it declares them, by name."""
    skip_if_exists: tuple[str, ...]


def fresh_render(
    source: str, ref: str | None, answers: Mapping[str, object], *, ask: bool = False
) -> FreshRender:
    """Return what a template makes of these answers; `ref` None takes its newest version.

    Raises ScaffoldError when the template cannot be reached or does not take the answers.
    """
    from scaffold.template import copier_gateway

    if source == template_store.SOURCE:
        template_store.place()
    with temporary() as folder:
        target = folder / "project"
        rendered = copier_gateway.render(source, target, answers, ref=ref, ask=ask)
        files = {
            path.relative_to(target).as_posix(): path.read_bytes()
            for path in sorted(target.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }
        if ANSWERS_FILE not in files:
            raise ScaffoldError(
                f"the template `{source}` writes no `{ANSWERS_FILE}`",
                "it cannot be updated from; add that file to the template",
            )
        recorded = read_answers(target / ANSWERS_FILE)
    return FreshRender(
        files=files,
        answers={name: value for name, value in recorded.items() if not name.startswith("_")},
        version=str(recorded.get("_commit")),
        questions=rendered.questions,
        skip_if_exists=rendered.skip_if_exists,
    )
