"""The package as users get it: a wheel in an empty environment, from another directory."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.support.cli import tree

ROOT = Path(__file__).parent.parent


@pytest.mark.e2e
@pytest.mark.xdist_group("pypi")
def test_the_wheel_makes_a_project_offline(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv/bin"
    subprocess.run([binaries / "pip", "install", "-q", wheel], check=True, capture_output=True)
    made = subprocess.run(
        [*_offline(), binaries / "scaffold", "new", "shop", "--defaults", "--kind", "cron"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    assert "inngest/sendWeeklyDigest.ts" in tree(tmp_path / "shop")
    same = subprocess.run(
        [binaries / "inngest-scaffold", "--version"], capture_output=True, text=True
    )
    assert same.stdout.startswith("scaffold ")


def _offline() -> list[str]:
    """Return a command that runs another without a network, where the system allows it."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-n", "true"], capture_output=True).returncode == 0:
        return [unshare, "-n"]
    return ["env", "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9"]


def test_the_code_is_clean() -> None:
    for command in (
        ["ruff", "check", "--output-format", "concise", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    command = (ROOT / ".ci/run").read_text().splitlines()[-1]
    assert command in (ROOT / "README.md").read_text().replace("--quiet ", "--quiet ")


def test_no_file_names_a_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, tracked):
        content = (ROOT / name).read_bytes()
        for word in (b"/ro" + b"ot/", b"/wo" + b"rk/", b"/ho" + b"me/runner"):
            assert word not in content, f"{name} holds {word.decode()}"
