"""What a command loads before it does anything, and what Ctrl-C does there.

A person, an editor and CI wait for it.
"""

import json
import re
import signal
import subprocess
import sys
import time
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
        # Options of each type: what reads them is nothing that validates data.
        ("add-function a-b --event c/d --retries 3 --dry-run", {"pydantic"}),
        ("check src --rule nested-step,nested-step --baseline known.json --strict", {"pydantic"}),
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


# The modules that are loaded before a stop is ours to answer.
UNTIL_OURS = """
import _signal, json, sys

loaded = []
sys.addaudithook(lambda name, given: loaded.append(given[0]) if name == "import"
                 and _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler else None)
import scaffold.__main__

print(json.dumps(loaded))
"""


def test_a_stop_is_ours_to_answer_before_anything_is_loaded(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_OURS],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {*json.loads(done.stdout)} <= {"scaffold", "scaffold.__main__", "_signal", "os", "sys"}


# What Python says when it is stopped before a line of ours, or before it has its streams.
PYTHON_ANSWERS = re.compile("Traceback|Fatal Python error")


@pytest.mark.parametrize("arguments", ["--version", "new shop --defaults", "list"])
def test_stopped_at_any_time_it_says_one_sentence(arguments: str, tmp_path: Path) -> None:
    """While Python itself starts, before any line of ours, Python answers."""
    ours = 0
    for part in range(25):
        folder = tmp_path / str(part)
        folder.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-m", "scaffold", *arguments.split()],
            cwd=folder, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(part * 0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
        if process.returncode == -signal.SIGINT or PYTHON_ANSWERS.search(said):
            assert "scaffold/" not in said
        elif process.returncode == 130:
            ours += 1
            assert said.splitlines()[-1].startswith("stopped; nothing was written")
            assert not list(folder.iterdir())
        else:  # it was faster
            assert process.returncode == 0, said
    assert ours
