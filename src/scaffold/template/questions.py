"""The questions of a template, read from its `copier.yml`: the only place where they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from scaffold.errors import ScaffoldError
from scaffold.names import meant

_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined)
_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, as `copier.yml` declares it; Jinja in it is not rendered yet."""

    name: str
    type: str
    multiselect: bool
    choices: Any
    when: Any
    default: Any
    help: str = ""

    def applies(self, answers: Mapping[str, object]) -> bool:
        """Return whether the question is asked, given the answers before it."""
        return str(_rendered(self.when, answers)).strip().lower() not in ("false", "", "0", "none")

    @property
    def is_own_reason(self) -> bool:
        """Whether nobody is asked and only an answer that is given makes it apply."""
        return self.name in str(self.when)

    def allowed(self, answers: Mapping[str, object]) -> list[object] | None:
        """Return the values to choose from, None when any value will do."""
        choices = _rendered(self.choices, answers)
        if isinstance(choices, str):
            choices = yaml.safe_load(choices)
        if choices is None:
            return None
        if isinstance(choices, Mapping):
            return [_chosen(value) for value in choices.values()]
        # Copier takes a list of values, and one of pairs of what is shown and what it stands for.
        return [
            _chosen(one[1] if isinstance(one, list) and len(one) == 2 else one) for one in choices
        ]

    def default_answer(self, answers: Mapping[str, object]) -> object:
        """Return the answer that `--defaults` takes."""
        return _rendered(self.default, answers)

    def validated(self, value: object, answers: Mapping[str, object], origin: str) -> object:
        """Return the value; raise ScaffoldError, naming `origin`, when it does not fit."""
        values = value if self.multiselect and isinstance(value, list) else [value]
        allowed = self.allowed(answers)
        for one in values:
            if self.multiselect and not isinstance(value, list):
                raise ScaffoldError(
                    f"{origin} is {value!r}, but `{self.name}` takes a list",
                    f"write it as a list, for example `{self.name}: [{value}]`",
                )
            if not isinstance(one, _TYPES.get(self.type, (object,))) or (
                isinstance(one, bool) and self.type != "bool"
            ):
                raise ScaffoldError(
                    f"{origin} is {one!r}, but `{self.name}` takes a value of type {self.type}",
                    'quote text, for example `sdk: "4"`' if self.type == "str" else "",
                )
            if allowed is not None and one not in allowed:
                raise ScaffoldError(
                    f"{origin} is `{one}`, which is none of {_listed(allowed)}",
                    meant(str(one), map(str, allowed), f"choose one of {_listed(allowed)}"),
                )
        return value


def read_questions(template: Path) -> list[Question]:
    """Return the questions of the template in a folder, in the order they are asked.

    Raises ScaffoldError when its `copier.yml` is none.
    """
    return parse_questions(_declaration(template), template)


def new_defaults(template: Path) -> dict[str, object]:
    """Return the defaults that hold for a new project only, from `_new_defaults`.

    A question that a later version brings has a default that changes nothing in older projects.
    """
    defaults = _settings(_declaration(template), template).get("_new_defaults")
    return dict(defaults) if isinstance(defaults, dict) else {}


def _declaration(template: Path) -> str:
    for name in ("copier.yml", "copier.yaml"):
        if (template / name).is_file():
            return (template / name).read_text(errors="replace")
    return ""


def parse_questions(text: str, template: Path | None = None) -> list[Question]:
    """Return the questions in the text of a `copier.yml`; what it includes is in the folder.

    Raises ScaffoldError when it is none.
    """
    settings = _settings(text, template)
    return [
        declared_question(name, value)
        for name, value in settings.items()
        if not name.startswith("_")
    ]


def declared_question(name: str, value: Any) -> Question:
    """Return the question that a `copier.yml` declares with a value of its own."""
    declared = value if isinstance(value, dict) else {"default": value}
    default = declared.get("default")
    return Question(
        name=name,
        type=declared.get("type", type(default).__name__ if default is not None else "str"),
        multiselect=bool(declared.get("multiselect", False)),
        choices=declared.get("choices"),
        when=declared.get("when", True),
        default=default,
        help=str(declared.get("help") or name),
    )


def _settings(text: str, template: Path | None) -> dict[str, Any]:
    """Return what a `copier.yml` says, all its documents and what they include together."""
    settings: dict[str, Any] = {}
    try:
        documents = list(yaml.load_all(text, Loader=_loader(template)))
    except (yaml.YAMLError, RecursionError, ValueError, OSError) as error:
        said = " ".join(str(error).split()) or "it includes itself"
        raise ScaffoldError(
            f"the template's `copier.yml` cannot be read: {said}", "mend it in the template"
        ) from None
    for document in _flat(documents):
        if isinstance(document, dict):
            settings.update({str(name): value for name, value in document.items()})
        elif document is not None:
            raise ScaffoldError(
                f"the template's `copier.yml` holds `{document}` where questions belong",
                "write one `question: default` per line",
            )
    return settings


def _flat(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


def _loader(template: Path | None) -> type[yaml.SafeLoader]:
    """Return a loader that knows `!include`, as copier does: of files in the template."""
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # A class of its own: what it includes depends on the template.
    loads: type[yaml.SafeLoader] = type("Loader", (fast,), {})

    def include(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> list[object]:
        pattern = str(loader.construct_scalar(node))
        root = Path() if template is None else template.resolve()
        files = [] if template is None or Path(pattern).is_absolute() else root.glob(pattern)
        included = [file.resolve() for file in files]
        if not included or not all(file.is_relative_to(root) for file in included):
            raise ValueError(f"`!include {pattern}` names no file of the template")
        # Copier makes one list of them, however deep they are nested.
        return list(_flat([*yaml.load_all(file.read_bytes(), loads)] for file in included))

    loads.add_constructor("!include", include)
    return loads


def complete(
    questions: Sequence[Question], given: Mapping[str, object], sources: Mapping[str, str]
) -> tuple[dict[str, object], list[str]]:
    """Return the answers, checked, with defaults for what is not given, and what was not given.

    `sources` says where a given answer comes from, for messages: an option or a file.
    Raises ScaffoldError for an answer that does not fit its question, or that none asks for.
    """
    refuse_unknown([question.name for question in questions], given, sources)
    answers: dict[str, object] = {}
    missing: list[str] = []
    for question in questions:
        own = {name: given[name] for name in (question.name,) if name in given}
        applies = question.applies({**answers, **own})
        if question.name in given:
            origin = sources.get(question.name, f"`{question.name}`")
            if not applies and question.when is not False and not question.is_own_reason:
                raise ScaffoldError(
                    f"{origin} does not apply to {_context(answers)}", "leave it out"
                )
            answers[question.name] = question.validated(given[question.name], answers, origin)
        else:
            answers[question.name] = question.default_answer(answers)
            if applies:
                missing.append(question.name)
    return answers, missing


def _chosen(choice: Any) -> object:
    return choice.get("value") if isinstance(choice, Mapping) else choice


def refuse_unknown(
    questions: Iterable[str], given: Mapping[str, object], sources: Mapping[str, str]
) -> None:
    """Raise ScaffoldError for an answer that no question asks for."""
    known = list(questions)
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise ScaffoldError(
            f"{sources.get(unknown, 'the answers')}: no question is called `{unknown}`",
            meant(unknown, known, "leave it out"),
        )


def _rendered(value: Any, answers: Mapping[str, object]) -> Any:
    if not isinstance(value, str) or "{" not in value:
        return value
    try:
        return _ENVIRONMENT.from_string(value).render(**answers)
    except TemplateError as error:
        raise ScaffoldError(f"the template's `copier.yml` does not render: {error}") from None


def _listed(values: Sequence[object]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _context(answers: Mapping[str, object]) -> str:
    return f"stack `{answers['stack']}`" if "stack" in answers else "these answers"
