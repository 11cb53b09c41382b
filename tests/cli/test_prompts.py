"""The questions of `scaffold new`, asked in a real terminal."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest
import yaml

from tests.support.cli import tree

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
    terminal.expect("Which functions should it start with")
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


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 2)], ids=["Ctrl-C", "Ctrl-D"])
def test_leaving_a_prompt_writes_nothing(
    terminal: pexpect.spawn, tmp_path: Path, key: str, code: int
) -> None:
    terminal.expect("What is the project called")
    terminal.send("\x7f" * 20 + key)
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == code
    assert tree(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


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
