"""What somebody knows who reads `--help` alone, mistypes, and presses Tab."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest

from scaffold.cli.app import PROGRAMS, options_of_commands
from scaffold.cli.help import HELP
from scaffold.kinds import chosen_kinds
from tests.support.cli import scaffold
from tests.support.function_projects import project
from tests.support.hooks import place_program
from tests.support.template_packages import call

COMMANDS = [*options_of_commands()]


# What a line of help may begin with: it says what the command then does.
VERBS = {
    "Add", "Answer", "Bring", "Change", "Check", "Complete", "Connect", "Delete", "Do", "Execute",
    "Exit", "Expect", "Explain", "Find", "Fix", "Give", "Install", "Keep", "Leave", "Limit", "Make",
    "Name", "Never", "Prepare", "Print", "Put", "Read", "Remove", "Rename", "Report", "Retry",
    "Run", "Say", "Send", "Show", "Sleep", "Start", "Sync", "Take", "Update", "Use", "Wait",
    "Write",
}  # fmt: skip


def help_of(command: str, columns: int = 80) -> str:
    done = scaffold(*command.split(), "--help", cwd=Path.cwd(), COLUMNS=str(columns))
    assert (done.code, done.err) == (0, "")
    return done.out


def test_every_command_is_in_the_table() -> None:
    assert {*COMMANDS} == {*HELP}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_whole_at_80_columns(command: str) -> None:
    text = help_of(command)
    assert max(map(len, text.splitlines())) <= 80
    assert "..." not in text.replace("[ARGS]...", "")
    assert text.count("Exit codes: ") == 1
    assert ("Example" in text) is (command != "")
    assert entries(text, "Options")
    for option in entries(text, "Options") + entries(text, "Arguments"):
        told = re.sub(r"\s+\[[^\]]*\]$", "", option)
        assert told.endswith("."), option
        assert told.split()[0].rstrip(",") in VERBS, option


def entries(text: str, heading: str) -> list[str]:
    """Return what a help text says of each option or argument."""
    below = text.partition(f"{heading}:\n")[2].partition("\n\n")[0]
    each = [" ".join(one.split("\n")) for one in re.split(r"\n(?=  \S)", below) if one]
    return [" ".join(re.split(r"\s{2,}", one.strip(), maxsplit=1)[-1].split()) for one in each]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_readable_at_60_columns(command: str) -> None:
    examples = [f"    {each}" for each in HELP[command].examples] if command else []
    for line in help_of(command, 60).splitlines():
        assert len(line) <= 60 or line in examples


@pytest.mark.parametrize("command", [name for name in COMMANDS if HELP[name].examples])
def test_the_examples_are_commands_of_ours(command: str) -> None:
    known = options_of_commands()
    for example in HELP[command].examples:
        words = shlex.split(re.split(r" >>? ", example)[0].rpartition(" | ")[2])
        assert words[0] == "scaffold"
        assert command.startswith(" ".join(words[1:2]))
        options = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert options <= known[command]
        assert len(f"    {example}") <= 80


def test_the_examples_do_what_they_say(tmp_path: Path) -> None:
    """Those that write, as dry runs, one after the other in a project of ours."""
    root = project(tmp_path / "shop", "nextjs-v4").root
    for command in ("add-function", "hook install", "check", "list", "explain"):
        for example in HELP[command].examples:
            words = shlex.split(example)[1:]
            if "--since" in words:
                words[words.index("--since") + 1] = "HEAD"
            if command == "add-function" and "--dry-run" not in words:
                words.append("--dry-run")
            done = call(*words, cwd=root)
            assert done.code == 0, (example, done.err)


@pytest.mark.parametrize("words", [[], ["hook"]])
def test_no_command_gets_the_help(words: list[str], tmp_path: Path) -> None:
    done = scaffold(*words, cwd=tmp_path, COLUMNS="80")
    assert (done.code, done.out) == (2, "")
    assert done.err == help_of(" ".join(words))


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version(option: str, tmp_path: Path) -> None:
    done = scaffold(option, cwd=tmp_path)
    assert (done.code, done.out.split()[0]) == (0, "scaffold")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("add", "did you mean `scaffold add-function`?"),
        ("chek", "did you mean `scaffold check`?"),
        ("rename", "did you mean `scaffold rename-function`?"),
        ("init", "did you mean `scaffold new`?"),
        ("upd", "did you mean `scaffold update`?"),
        ("hook instal", "did you mean `scaffold hook install`?"),
        ("hook x", "`scaffold hook --help` lists the commands"),
        ("frobnicate", "`scaffold --help` lists the commands"),
        ("check --strct", "did you mean `--strict`?"),
        ("new --projekt-name x", "did you mean `--project-name`?"),
        ("remove-function", "`scaffold remove-function --help` shows what it takes"),
    ],
)
def test_a_slip_gets_the_nearest(typed: str, said: str, tmp_path: Path) -> None:
    done = call(*typed.split(), cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert said in done.err
    assert call(*typed.split(), "--json", cwd=tmp_path).json["error"]["hint"] == said


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to stand in, and both programs on PATH."""
    folder = tmp_path / "bin"
    for name in PROGRAMS:
        program = place_program(folder, f'exec "{sys.executable}" -m scaffold "$@"')
        (program / "inngest-scaffold").rename(program / f"{name}.made")
    for name in PROGRAMS:
        (folder / f"{name}.made").rename(folder / name)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return project(tmp_path / "shop", "nextjs-v4").root


def complete_in_bash(line: str, root: Path) -> list[str]:
    words = line.split(" ")
    script = (
        f"source <(scaffold completion bash)\nCOMP_WORDS=({' '.join(words)})\n"
        f"COMP_CWORD={len(words) - 1}\n"
        f"_{words[0].replace('-', '_')}_completion {words[0]}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    return run_shell(["bash", "--norc", "-c", script], root)


def complete_in_fish(line: str, root: Path) -> list[str]:
    script = f"scaffold completion fish | source; complete -C {shlex.quote(line)}"
    return [each.split("\t")[0] for each in run_shell(["fish", "--no-config", "-c", script], root)]


def run_shell(command: list[str], root: Path) -> list[str]:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


LINES = [
    ("scaffold add-", ["add-function"]),
    ("inngest-scaffold doc", ["doctor"]),
    ("scaffold check --stri", ["--strict"]),
    ("scaffold new --stack f", ["fastapi"]),
    ("scaffold explain unguarded", ["unguarded-wait"]),
    ("scaffold remove-function on-", ["on-user-created"]),
    ("scaffold hook inst", ["install"]),
    ("scaffold new --kind cron,fan", [f"cron,{kind}" for kind in chosen_kinds() if "fan" in kind]),
]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(("line", "found"), LINES)
def test_bash_completes(line: str, found: list[str], installed: Path) -> None:
    assert complete_in_bash(line, installed) == found


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(("line", "found"), LINES)
def test_fish_completes(line: str, found: list[str], installed: Path) -> None:
    assert complete_in_fish(line, installed) == found


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes(installed: Path) -> None:
    child = pexpect.spawn(
        "zsh", ["-f", "-i"], cwd=str(installed), timeout=60, encoding="utf-8",
        env={**os.environ, "TERM": "xterm", "PS1": "ready> "}, dimensions=(40, 200),
    )  # fmt: skip
    child.expect("ready> ")
    child.sendline("source <(scaffold completion zsh); print sourced-$?")
    child.expect("\nsourced-0")
    for typed, whole in (
        ("scaffold add-\t", "add-function"),
        ("inngest-scaffold doc\t", "doctor"),
        ("scaffold remove-function on-\t", "on-user-created"),
    ):
        child.expect("ready> ")
        child.send(typed)
        child.expect(whole)
        child.sendcontrol("u")
        child.sendline("")
    child.close(force=True)


def test_a_shell_that_is_not_known(tmp_path: Path) -> None:
    done = call("completion", "powershell", cwd=tmp_path)
    assert (done.code, "use one of bash, zsh, fish" in done.err) == (2, True)
