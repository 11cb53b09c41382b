"""What a message tells a person to paste into a shell names the file that it means, whatever it is.

Names of files are other people's: a space, a quote, `$(…)` or a leading dash in one must not make
another command of ours.
"""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scaffold.shown import argument
from tests.support.foreign_repositories import EXPRESS_V3
from tests.support.our_code import PACKAGE, nodes_of

PROGRAMS = "git|cd|chmod|rm|mv|mkdir|head|cat|scaffold"
PROSE = "(?:is|did|could|hook:) "
OPTIONS = "--(?:registry|client|functions-dir|restore|baseline|answers)"
# A value follows here that is part of a command: after a program, or an option that takes a path.
COMMAND = re.compile(
    rf"(?:(?:^|`|&& |then: |back: |run )(?:(?:{PROGRAMS}) (?!{PROSE})|{{git}} )[^`]*"
    rf"|{OPTIONS}[ =]| > )$"
)
QUOTING = {"argument", "shlex.quote", "shlex.join"}
# No paths: words of ours, names of questions, IDs, values that are echoed, and what is quoted.
NO_PATHS = {
    "' '.join(others)", "answer", "argument(n)", "arguments[0]", "BASELINE", "blob", "each",
    "first", "git", "given", "installed('inngest-scaffold')", "major", "MESSAGE", "n", "name",
    "names", "near", "option", "places.client", "places.registry", "RECORD_FILE", "request.id",
    "rest", "version(PROGRAM)", "within",
}  # fmt: skip


def filled_in() -> Iterator[tuple[str, str]]:
    """Yield each place where something is filled into a command, with its code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in nodes_of(path):
            if not isinstance(node, ast.JoinedStr):
                continue
            before = ""
            for part in node.values:
                if isinstance(part, ast.Constant):
                    before += str(part.value)
                    continue
                assert isinstance(part, ast.FormattedValue)
                code = ast.unparse(part.value)
                if COMMAND.search(before):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", code
                before += f"{{{code}}}"


def test_what_is_filled_into_a_command_is_quoted() -> None:
    places = list(filled_in())
    assert len([code for _, code in places if code.startswith("argument(")]) > 15
    quoted = {each for each in places if each[1].partition("(")[0] in QUOTING}
    assert [each for each in places if each not in quoted and each[1] not in NO_PATHS] == []


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
@example("-rf")
@example("a b")
@example("it's")
@example("$(touch pwned)")
@example("`touch pwned`;#")
def test_a_shell_reads_the_path_that_was_meant(path: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' x {argument(path)}"], capture_output=True, check=True
    )
    read = done.stdout.decode().removeprefix("x\n").removesuffix("\n")
    assert not read.startswith("-")
    assert os.path.normpath(read) == os.path.normpath(path)


@pytest.mark.parametrize("folder", ["-app", "my app; touch pwned;"])
def test_what_a_hint_says_works_in_a_shell(folder: str, tmp_path: Path) -> None:
    """Two apps, one of them in a folder with such a name; then its registry is read-only."""
    for path, text in EXPRESS_V3.items():
        for root in (folder, "other"):
            target = tmp_path / root / path.removeprefix("src/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text.replace('"hello"', f'"hello-{len(root)}"'))
    add = "add-function send-bill --event order/billed --sdk v3 --json"
    while "error" in (said := run_in_shell(f"{add} --dry-run", tmp_path)):
        (flag,) = said["error"]["missing_flags"]
        hint = said["error"]["hint"]
        add += f" {hint[hint.index(f'`{flag}') + 1 :].removesuffix('`')}"
    assert "--registry" in add
    registry = tmp_path / folder / "functions/index.ts"
    registry.chmod(0o444)
    said = run_in_shell(add, tmp_path)["error"]
    pasted = said["hint"][said["hint"].index("`chmod") + 1 :].removesuffix("`")
    subprocess.run(["sh", "-c", pasted], cwd=tmp_path, check=True)
    assert run_in_shell(add, tmp_path)["command"] == "add-function"
    assert "sendBill" in registry.read_text()
    assert not (tmp_path / "pwned").exists()


def run_in_shell(arguments: str, folder: Path) -> dict[str, Any]:
    """Run the program as a line in a shell, and return what it says."""
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m scaffold {arguments}"],
        cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found
