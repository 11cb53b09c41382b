"""What people set in their shell changes no test."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import REPOSITORY

# One of each: git, help's width, colours, paths, signals; more would cost minutes.
_SOME = (
    "tests/checking/test_check_command.py::test_since_reports_ids_that_changed",
    "tests/cli/test_prompts.py::test_a_signal_at_any_step_leaves_a_prompt[text]",
    "tests/cli/test_prompts.py::test_a_closed_terminal_writes_nothing[0]",
    "tests/cli/test_help.py::test_no_command_gets_the_help",
    "tests/cli/test_start.py::test_stopped_at_any_time_it_says_one_sentence[--version]",
    "tests/test_ci.py::test_workflow_annotates_a_pull_request",
)
_SET = {
    "GIT_AUTHOR_NAME": "Somebody",
    "GIT_DIR": "/nowhere/.git",
    "GIT_INDEX_FILE": "/nowhere/index",
    "NO_COLOR": "1",
    "FORCE_COLOR": "1",
    "COLUMNS": "40",
    "LANG": "C",
    "TERM": "dumb",
    "TZ": "Asia/Tokyo",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "ascii",
    "XDG_CONFIG_HOME": "/nowhere",
    "INNGEST_DEV": "0",
    "SCAFFOLD_NON_INTERACTIVE": "1",
}


def _ignore_signals() -> None:
    """Do as `nohup` does, and `&` in a script."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.skipif(os.name == "nt", reason="there are no masks and no such signal")
def test_the_tests_pass_whatever_the_caller_has_set(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *_SOME],
        cwd=REPOSITORY, capture_output=True, text=True, umask=0o077,
        preexec_fn=_ignore_signals,
        env={**os.environ, **_SET, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
