"""The template, version and answers a project records, checked before anything is rendered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.disk.data_files import UnreadableDataError, read_yaml
from scaffold.errors import ScaffoldError
from scaffold.names import meant
from scaffold.project import ANSWERS_FILE, recorded_answers
from scaffold.template import store as template_store
from scaffold.template.changelog import version_key
from scaffold.template.questions import Question, complete, declared_question

# Answers that files of the user's are built on: changing one would leave those behind.
FIXED = ("sdk", "project_name")


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the answers file of a project says."""

    root: Path
    source: str
    """The template, as copier takes it."""
    version: str
    given: dict[str, object]
    """The answers, without copier's own lines."""

    @property
    def ours(self) -> bool:
        """Whether the project is made from the templates of this package."""
        return self.source == template_store.SOURCE


def find_recorded(start: Path) -> Recorded:
    """Return what the nearest project upwards records.

    Raises ScaffoldError when there is none, or its answers file cannot be used.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / ANSWERS_FILE).is_file():
            return _recorded(folder)
        if (folder / ".git").exists():
            break
    raise ScaffoldError(
        f"`{start}` is in no project made from a template: there is no `{ANSWERS_FILE}`",
        "run this in a project that `scaffold new` made",
    )


def _recorded(root: Path) -> Recorded:
    file = root / ANSWERS_FILE
    answers = recorded_answers(root)
    for name, example in (("_src_path", template_store.SOURCE), ("_commit", "v1.0.0")):
        if not isinstance(answers.get(name), str):
            raise ScaffoldError(
                f"`{file}` does not say `{name}`, so its template is not known",
                f"bring the line back from git; it looks like `{name}: {example}`",
            )
    source = str(answers["_src_path"])
    # A home directory of somebody else's, written out, means the same file.
    if source.endswith(template_store.SOURCE.removeprefix("~")):
        source = template_store.SOURCE
    return Recorded(
        root=root,
        source=source,
        version=str(answers["_commit"]),
        given={name: value for name, value in answers.items() if not name.startswith("_")},
    )


def refuse_unknown_version(recorded: Recorded) -> None:
    """Raise ScaffoldError when our templates never had the recorded version."""
    versions = template_store.released()
    if not recorded.ours or recorded.version in versions:
        return
    key, known = version_key(recorded.version), version_key(template_store.newest())
    if key is not None and known is not None and key > known:
        raise ScaffoldError(
            f"this project is at version `{recorded.version}` of the templates, and this package "
            f"knows them up to `{template_store.newest()}`",
            "upgrade scaffold",
        )
    raise ScaffoldError(
        f"`_commit` in `{ANSWERS_FILE}` is `{recorded.version}`, which is no version of the "
        "templates",
        f"bring the line back from git; versions are {', '.join(versions)}",
    )


def target_version(recorded: Recorded, asked: str | None) -> str | None:
    """Return the version to update to; None is a foreign template's newest.

    Raises ScaffoldError for a version that does not exist, or is older than the recorded one.
    """
    if not recorded.ours:
        return asked
    versions = list(template_store.released())
    if asked is None:
        return versions[-1]
    version = asked if asked in versions or f"v{asked}" not in versions else f"v{asked}"
    if version not in versions:
        raise ScaffoldError(
            f"`--to {asked}` is no version of the templates",
            meant(asked, versions, f"use one of {', '.join(versions)}"),
        )
    if versions.index(version) < versions.index(recorded.version):
        raise ScaffoldError(
            f"`--to {version}` is older than `{recorded.version}`, which the project is at",
            "an update goes forward; use git to go back",
        )
    return version


def checked(questions: Sequence[Question], given: Mapping[str, object]) -> dict[str, object]:
    """Return the recorded answers, after checking that they fit the questions of their version."""
    complete(questions, given, {name: f"`{name}` in `{ANSWERS_FILE}`" for name in given})
    return dict(given)


def carried_over(
    questions: Sequence[Question], given: Mapping[str, object]
) -> tuple[dict[str, object], list[str]]:
    """Return the answers that another version still asks for, and what is new and asked for."""
    known = {question.name for question in questions}
    kept = {name: value for name, value in given.items() if name in known}
    _, missing = complete(questions, kept, {name: f"`{name}` in `{ANSWERS_FILE}`" for name in kept})
    return kept, missing


def parse_settings(
    settings: Sequence[str], questions: Mapping[str, Any], given: Mapping[str, object]
) -> dict[str, object]:
    """Return the answers that `--set` changes, by name.

    Raises ScaffoldError for text that is no `KEY=VALUE`, and for a key the template does not ask.
    """
    known = [declared_question(name, declared) for name, declared in questions.items()]
    asked = {question.name: question for question in known if question.when is not False}
    changed: dict[str, object] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals or not name:
            raise ScaffoldError(
                f"`--set {setting}` is no answer", "write it as `--set deployment=railway`"
            )
        if name not in asked:
            raise ScaffoldError(
                f"`--set {name}`: the template asks no such question",
                meant(name, asked, f"use one of {', '.join(asked)}"),
            )
        if name in changed:
            raise ScaffoldError(
                f"`--set {name}` is given twice, and an answer has one value",
                "give it once; several choices are joined by commas",
            )
        changed[name] = _value(asked[name], text)
    if "stack" in changed and changed["stack"] != given.get("stack"):
        raise ScaffoldError(
            f"`--set stack={changed['stack']}` would be another project: every file depends on it",
            "make a new project with `scaffold new` and move your code there",
        )
    if "origin" in changed and changed["origin"] != given.get("origin"):
        raise ScaffoldError(
            "`--set origin` is refused: it says how the project came to the template",
            "leave it as it is",
        )
    return changed


def in_order(question: Question, value: object, given: Mapping[str, object]) -> object:
    """Return the chosen values in the order of the question, as copier records them."""
    allowed = question.allowed(given)
    if not isinstance(value, list) or allowed is None:
        return value
    return [one for one in allowed if one in value]


def _value(question: Question, text: str) -> object:
    if question.multiselect:
        return [one.strip() for one in text.split(",") if one.strip() not in ("", "none")]
    if question.type == "str":
        return text
    try:
        return read_yaml(text)
    except UnreadableDataError:
        return text
