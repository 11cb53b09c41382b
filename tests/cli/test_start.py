"""What a command loads before it does anything: a person, an editor and CI wait for it."""

import subprocess
import sys
from pathlib import Path

import pytest

# Each takes longer to load than a hook takes to run.
HEAVY = {"copier", "jinja2", "prompt_toolkit", "questionary", "rich", "yaml", "pydantic"}
PROGRAM = {"typer", "click", "scaffold.cli.app", "scaffold.cli.help", "scaffold.cli.completing"}


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        ("hook post-edit", {*HEAVY, *PROGRAM}),
        ("hook stop", {*HEAVY, *PROGRAM}),
        ("check", {*HEAVY, *PROGRAM}),
        ("check --strict", HEAVY),
        ("explain", HEAVY),
        ("list", HEAVY),
        ("--help", HEAVY),
        ("new --help", HEAVY),
        ("add-function --help", HEAVY),
    ],
)
def test_what_is_not_needed_is_not_loaded(
    arguments: str, without: set[str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "scaffold", *arguments.split()],
        cwd=tmp_path, capture_output=True, text=True, input="{}", check=False,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "scaffold" in loaded
    assert not loaded & without
