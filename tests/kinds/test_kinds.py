"""Every kind can be asked for, by options, by questions and by `new`, and is known again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.cli import function_questions, prompts
from scaffold.disk.changes import ChangeSet
from scaffold.functions.pairs import kinds_shown, kinds_with_routes
from scaffold.functions.request import read_request
from scaffold.inngest.codebase import Codebase
from scaffold.kinds import Asked, Kind, all_kinds, chosen_kinds, every_option, kinds_in_use
from scaffold.template.questions import read_questions
from tests.support.cli import scaffold
from tests.support.function_projects import ALL, ANSWERS, TEMPLATES, project

KINDS = all_kinds()
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@each_kind
def test_its_options_ask_for_it(kind: Kind) -> None:
    request = read_request(kind.sample)
    # The sample of a schedule fans out: it is an example of both.
    assert kind.name in {request.kind.name, *kinds_in_use(kind.sample)}
    assert set(kind.sample.options) <= {option.name for option in every_option()}


def test_every_option_is_in_the_help_once(tmp_path: Path) -> None:
    lines = scaffold("add-function", "--help", cwd=tmp_path, COLUMNS="100").out.splitlines()
    for option in every_option():
        assert len([line for line in lines if line.split()[:1] == [option.flag]]) == 1, option
    flags = [option.flag for option in every_option()]
    assert len(flags) == len(set(flags))


@each_kind
def test_its_questions_lead_to_it(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who answers nothing but the kind, and takes what is suggested, gets that kind."""
    asked: list[str] = []

    def select(question: str, choices: dict[str, str]) -> str:
        asked.append(question)
        return kind.name if kind.name in choices else next(iter(choices))

    def text(question: str, default: str = "") -> str:
        assert question not in asked, f"asked again, so what it suggests is no answer: {question}"
        asked.append(question)
        return default or question.partition(", such as ")[2].rstrip("?")

    monkeypatch.setattr(function_questions, "select", select)
    monkeypatch.setattr(function_questions, "text", text)
    monkeypatch.setattr(prompts, "text", text)
    monkeypatch.setattr(function_questions, "confirm", lambda question: True)
    answered = function_questions.complete(Asked(""))
    assert read_request(answered).kind is kind
    for option in kind.options:
        if option.question:
            assert option.question.format(**answered.options) in asked


def test_new_asks_for_each(tmp_path: Path) -> None:
    kinds = next(each for each in read_questions(TEMPLATES) if each.name == "kinds")
    assert kinds.allowed({}) == list(chosen_kinds())
    shown = " ".join(scaffold("new", "--help", cwd=tmp_path, COLUMNS="100").out.split())
    assert f"{', '.join(ALL[:-1])} or {ALL[-1]}" in shown


@pytest.fixture(scope="module", params=ANSWERS)
def codebase(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Codebase:
    """A project with the sample of every kind."""
    made = project(tmp_path_factory.mktemp("kinds") / "shop", request.param, kinds=ALL)
    return Codebase(ChangeSet(made.root))


def test_its_sample_is_known_again(codebase: Codebase) -> None:
    shown = {function.id: kinds_shown(codebase, function) for function in codebase.functions}
    for kind in KINDS.values():
        if kind.looks.trigger or kind.looks.step:
            expected = kinds_in_use(kind.sample) - kinds_with_routes()
            assert shown[read_request(kind.sample).id] == expected, kind.name


def test_options_say_all_that_they_need() -> None:
    for kind in KINDS.values():
        for option in kind.options[1:]:
            assert option.idle, f"`{option.flag}`: what is amiss without `{kind.mark.flag}`"
        if kind.start is None:
            assert all(event.not_the_start for event in kind.events), kind.name
        assert list(_unread(kind)) == []


def _unread(kind: Kind) -> Iterator[str]:
    """The roles that no template is there for."""
    for framework in ("nextjs", "fastapi"):
        folder = TEMPLATES / "functions" / kind.name.replace("-", "_") / framework
        for role in kind.roles:
            if not list(folder.glob(f"{role}.*.jinja")):
                yield f"{folder}/{role}"
