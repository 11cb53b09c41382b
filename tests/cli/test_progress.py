"""A person at a terminal sees that a command works; a pipe, a file and a dumb terminal do not."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest

from tests.support.function_projects import project

# As it is when each of these takes over a second.
AT_ONCE = (
    "import sys, scaffold.cli.progress as p; p._PATIENCE = p._BETWEEN = 0.02\n"
    "from scaffold.cli.app import run; sys.exit(run(sys.argv[1:]))"
)
LONG = {
    "new shop --defaults": ("making the project", 0),
    "update --check": ("following the template", 0),
    "list": ("reading the project", 0),
    "doctor": ("examining the project", None),
    "add-function send-bill --event order/billed": ("adding the function", 0),
    "remove-function on-user-created": ("removing the function", 0),
    "check --fix": ("fixing", 0),
    "adopt --dry-run --non-interactive": ("reading the repository", None),
    "verify --wait 0.3 --url http://127.0.0.1:9": ("asking the app and the dev server", None),
}


def command(arguments: str) -> list[str]:
    return [sys.executable, "-c", AT_ONCE, *shlex.split(arguments)]


@pytest.mark.parametrize("arguments", LONG)
def test_a_terminal_sees_what_takes_long(arguments: str, tmp_path: Path) -> None:
    root = project(tmp_path / "there", "nextjs-v4").root
    doing, expected = LONG[arguments]
    program, *rest = command(arguments)
    child = pexpect.spawn(program, rest, cwd=str(root), timeout=120, dimensions=(40, 200))
    seen = child.read().decode()
    child.close()
    assert expected is None or child.exitstatus == expected, seen
    assert re.search(rf"\r\x1b\[K{doing}: \d+ s", seen)
    # Each line of progress is gone before anything else is printed, and in the end.
    for line in re.split(r"\r?\n", seen):
        assert doing not in line.rpartition("\x1b[K")[2], line


@pytest.mark.parametrize("arguments", ["list", "check", "update --check"])
@pytest.mark.parametrize("terminal", ["dumb", None])
def test_nobody_else_sees_it(arguments: str, terminal: str | None, tmp_path: Path) -> None:
    root = project(tmp_path / "there", "nextjs-v4").root
    if terminal is None:
        done = subprocess.run(
            command(arguments), cwd=root, capture_output=True, text=True, check=False
        )
        assert "\x1b" not in done.stdout + done.stderr
        return
    program, *rest = command(arguments)
    child = pexpect.spawn(program, rest, cwd=str(root), timeout=120, env={"TERM": terminal})
    assert b"\x1b" not in child.read()


def test_a_question_has_the_terminal_for_itself(tmp_path: Path) -> None:
    program, *rest = command("new")
    child = pexpect.spawn(program, rest, cwd=str(tmp_path), timeout=120, dimensions=(40, 100))
    child.expect("called")
    child.expect("my-app")
    seen = ""
    while True:
        try:
            seen += child.read_nonblocking(10_000, timeout=1).decode()
        except pexpect.TIMEOUT:
            break
    assert "making the project" not in seen
    child.sendcontrol("c")
    child.expect("nothing was written")
    child.close()
