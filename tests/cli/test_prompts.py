"""The questions of `scaffold new`, asked in a real terminal."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest
import yaml
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from scaffold.cli import prompts
from scaffold.creating.new import SUMMARY, asked_answers
from scaffold.disk import interrupts
from scaffold.kinds import all_kinds
from scaffold.template.questions import Question, complete, read_questions
from scaffold.template.store import templates_folder
from tests.support.adoptable import create_next_app, repository
from tests.support.machine import heed_signals

DOWN, SPACE, ENTER = "\x1b[B", " ", "\r"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[pexpect.spawn]:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "scaffold", "new"],
        cwd=str(tmp_path),
        env={**os.environ, "TERM": "xterm"},
        dimensions=(40, 120),
        timeout=30,
        encoding="utf-8",
        preexec_fn=heed_signals,
    )
    yield child
    child.close(force=True)


def test_asks_in_order_and_shows_a_summary(terminal: pexpect.spawn, tmp_path: Path) -> None:
    terminal.expect("What is the project called")
    terminal.send("\x15" + "\x7f" * 20 + "shop" + ENTER)
    terminal.expect("Which framework")
    terminal.send(ENTER)
    terminal.expect("Which major of the Inngest SDK")
    terminal.send(ENTER)
    terminal.expect("Which functions")
    terminal.send(SPACE + DOWN + DOWN + SPACE + ENTER)
    terminal.expect("Which package manager")
    terminal.send(DOWN + ENTER)
    terminal.expect("Where will it be deployed")
    terminal.send(ENTER)
    terminal.expect("with hooks")
    terminal.send(ENTER)
    terminal.expect("functions +event, cron, approval")
    terminal.expect("package manager +pnpm")
    terminal.expect("Make the project in shop")
    assert not (tmp_path / "shop").exists()
    terminal.send(ENTER)
    terminal.expect("pnpm dev")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    assert (answers["kinds"], answers["package_manager"]) == (["cron", "approval"], "pnpm")


QUESTIONS = (
    "called", "framework", "SDK", "Which functions", "package manager", "deployed", "with hooks",
    "Make the",
)  # fmt: skip
# In our own prompt, with its default; in a list; among boxes; at a yes or no; at the last one.
EACH_FORM = [0, 1, 3, 6, 7]


CTRL_C = ("\x03", 130, "nothing was written")
CTRL_D = ("\x04", 2, "the input ended before every question")


@pytest.mark.parametrize(
    ("key", "code", "said", "answered"),
    [*((*CTRL_C, number) for number in EACH_FORM), (*CTRL_D, 0), (*CTRL_D, 3)],
)
def test_leaving_a_prompt_writes_nothing(
    terminal: pexpect.spawn, tmp_path: Path, key: str, code: int, said: str, answered: int
) -> None:
    for question in QUESTIONS[:answered]:
        terminal.expect(question)
        terminal.send(ENTER)
    terminal.expect(QUESTIONS[answered])
    terminal.send(key)
    terminal.expect(said)
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == code
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_is_asked_for_again_at_once(
    terminal: pexpect.spawn, tmp_path: Path
) -> None:
    (tmp_path / "my-app").mkdir()
    (tmp_path / "my-app/notes.txt").write_text("mine")
    terminal.expect("What is the project called")
    terminal.send(ENTER)
    terminal.expect("`my-app` is not empty: it holds notes.txt")
    terminal.expect("What is the project called")
    terminal.send("\x15" + "\x7f" * 20 + "My App" + ENTER)
    terminal.expect("What is the project called")
    terminal.send("\x03")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 130


def test_nothing_is_asked_where_nothing_can_be_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    child = pexpect.spawn(
        sys.executable, ["-m", "scaffold", "new"], cwd=str(closed),
        env={**os.environ, "TERM": "xterm"}, timeout=30, encoding="utf-8",
    )  # fmt: skip
    said = child.read()
    child.wait()
    closed.chmod(0o755)
    assert child.exitstatus == 2
    assert "is read-only" in said
    assert "called" not in said


def test_the_summary_shows_every_answer() -> None:
    """What a person is asked is what `new` hands to the summary, each under words of its own."""
    questions = read_questions(templates_folder())
    for stack in ("nextjs", "fastapi"):
        answers, _ = complete(questions, {"stack": stack, "origin": "new"}, {})
        declared = yaml.safe_load((templates_folder() / "copier.yml").read_text())
        shown = asked_answers(declared, answers)
        asked = [each.name for each in template_questions() if each.applies(answers)]
        assert [*shown] == [name for name in asked if name != "origin"]
        assert {*shown} <= {*SUMMARY}
    assert len({*SUMMARY.values()}) == len(SUMMARY)


def test_questions_and_refusals_fit_a_narrow_terminal() -> None:
    text = (templates_folder() / "copier.yml").read_text()
    declared = yaml.safe_load(text)
    for question in template_questions():
        assert len(question.help) <= 57, question.help
        choices = question.choices if isinstance(question.choices, dict) else {}
        assert all(len(words) <= 55 for words in choices)
        validator = declared[question.name]
        words = re.sub(r"{%.*?%}", "\n", validator.get("validator", ""), flags=re.DOTALL)
        assert all(len(line.strip()) <= 58 for line in words.splitlines())
    for kind in all_kinds().values():
        assert len(f"{kind.name}: {kind.choice or kind.summary}") <= 55
        for option in kind.options:
            assert len(option.question) <= 58
            assert "(" not in option.question  # an example there looks like a default


def template_questions() -> list[Question]:
    return [each for each in read_questions(templates_folder()) if each.when is not False]


def test_saying_no_to_the_summary_writes_nothing(terminal: pexpect.spawn, tmp_path: Path) -> None:
    terminal.expect("What is the project called")
    for question in (
        "framework",
        "SDK",
        "functions",
        "package manager",
        "deployed",
        "with hooks",
        "Make the",
    ):
        terminal.send(ENTER)
        terminal.expect(question)
    terminal.send("n")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [(["--json"], {}), (["--non-interactive"], {}), ([], {"SCAFFOLD_NON_INTERACTIVE": "1"})],
    ids=["json", "option", "variable"],
)
def test_asks_nothing_when_told_not_to(
    tmp_path: Path, arguments: list[str], variables: dict[str, str]
) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "scaffold", "new", "shop", *arguments],
        cwd=str(tmp_path),
        env={**os.environ, "TERM": "xterm", **variables},
        timeout=30,
        encoding="utf-8",
    )
    shown = child.read()
    child.wait()
    assert child.exitstatus == 2
    assert "--stack" in shown
    assert "Which framework" not in shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("answered", [0, 3, 5])
def test_a_closed_terminal_writes_nothing(
    terminal: pexpect.spawn, tmp_path: Path, answered: int
) -> None:
    questions = ("called", "framework", "SDK", "functions", "package manager", "deployed")
    for question in questions[:answered]:
        terminal.expect(question)
        terminal.send(ENTER)
    terminal.expect(questions[answered])
    terminal.kill(signal.SIGHUP)
    terminal.expect("nothing was written")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ask", [prompts.text, prompts.confirm], ids=lambda ask: ask.__name__)
def test_a_signal_at_any_step_leaves_a_prompt(ask: Callable[[str], object]) -> None:
    """Also between two steps of the event loop, where an exception made it wait forever."""

    def never(number: int, frame: FrameType | None) -> None:
        waited.append(step)
        raise TimeoutError

    waited: list[int] = []
    for step in range(1, 20_000, 67):
        seen = 0

        def trace(frame: FrameType, event: str, given: object) -> Callable[..., Any] | None:
            nonlocal seen
            seen += 1
            if seen == step:  # noqa: B023
                signal.raise_signal(signal.SIGHUP)
            return trace

        before = signal.signal(signal.SIGALRM, never)
        # Whoever runs the tests with `nohup` has it ignored, and then so does the command.
        hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.alarm(10)
        tracing = sys.gettrace()
        try:
            with (  # noqa: PT012
                pytest.raises(KeyboardInterrupt),
                create_pipe_input() as keys,
                create_app_session(keys, DummyOutput()),
                interrupts.watched(),
            ):
                sys.settrace(trace)
                ask("Well?")
        finally:
            sys.settrace(tracing)
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
            signal.signal(signal.SIGHUP, hung_up)
        assert seen >= step
        assert waited == []


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130), ("\x04", 2)])
def test_adopting_shows_what_it_found_and_writes_after_a_yes(
    tmp_path: Path, answer: str, code: int
) -> None:
    made = repository(tmp_path / "shop", create_next_app(src=True))
    before = made.tree()
    child = pexpect.spawn(
        sys.executable,
        ["-m", "scaffold", "adopt"],
        cwd=str(made.root),
        env={**os.environ, "TERM": "xterm"},
        dimensions=(60, 120),
        timeout=60,
        encoding="utf-8",
    )
    child.expect(r"framework +Next\.js")
    child.expect(r"create CLAUDE\.md|update CLAUDE\.md")
    child.expect("Write these files")
    assert made.tree() == before
    child.send(answer)
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == code
    assert (made.tree() == before) is (code != 0)
    if code == 0:
        assert "src/app/api/inngest/route.ts" in made.tree()
