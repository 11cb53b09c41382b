"""The table of commands is complete, and a command imports no other command's module."""

import subprocess
import sys

import pytest
import typer

from scaffold.cli.app import MODULES, app, run


def test_every_command_is_in_the_table_and_in_the_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert set(typer.main.get_group(app).commands) == set(MODULES)
    assert all(f"  {name} " in shown for name in MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_command_is_found_in_the_module_of_the_table(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scaffold", name, "--help"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert name in done.stdout


@pytest.mark.parametrize("arguments", [["chek"], ["check", "--nope"], ["--nope"]])
def test_wrong_usage_exits_with_2_and_says_why(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert arguments[-1] in capsys.readouterr().err
