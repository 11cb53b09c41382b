"""The summary at the end of a run counts what tests saw work, on every worker, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import REPOSITORY

_CONFTEST = """\
import pytest

from tests.support.proof import Proof


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Proof(), "proof")
"""
_TESTS = """\
import sys
from pathlib import Path

import pytest

from tests.e2e.processes import run
from tests.support.proof import proved

NEXT = "stack: nextjs\\nsdk: '3'\\n"


@pytest.mark.parametrize("kind", ["cron", "cron", "approval"])
def test_driven(kind: str) -> None:
    proved("driven", "FastAPI", kind)


@pytest.mark.parametrize("ends", ["0", "1"])
def test_type_checked(tmp_path: Path, ends: str) -> None:
    (tmp_path / ".copier-answers.yml").write_text(NEXT)
    tool = tmp_path / "tsc"
    tool.write_text(f"#!/bin/sh\\nexit {ends}\\n")
    tool.chmod(0o755)
    run([tool, "--noEmit"], tmp_path).check()


def test_installed(tmp_path: Path) -> None:
    sdk = tmp_path / "node_modules/inngest/package.json"
    sdk.parent.mkdir(parents=True)
    sdk.write_text('{ "version": "4.2.1" }')
    (tmp_path / "npm").write_text("#!/bin/sh\\n")
    (tmp_path / "npm").chmod(0o755)
    run([tmp_path / "npm", "install", "--no-audit"], tmp_path).check()
"""
_SAID = """\
installed     other repositories: npm with inngest 4.2.1 (1)
type-checked  Next.js, SDK 3: tsc (1)
driven        FastAPI: approval (1), cron (2)
"""


def _run(folder: Path, workers: str, *chosen: str) -> str:
    (folder / "conftest.py").write_text(_CONFTEST)
    (folder / "test_it.py").write_text(_TESTS)
    run = [sys.executable, "-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider", *chosen]
    done = subprocess.run(
        run, cwd=folder, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_worked_is_counted_and_what_failed_is_not(tmp_path: Path, workers: str) -> None:
    said = _run(tmp_path, workers)
    assert "1 failed, 5 passed" in said
    assert "what this run saw work" in said
    assert _SAID in said


def test_a_run_that_made_nothing_says_nothing(tmp_path: Path) -> None:
    assert "what this run saw work" not in _run(tmp_path, "0", "-k", "nothing")
