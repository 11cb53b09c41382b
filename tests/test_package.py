"""The package as users get it: a wheel in an empty environment, from another directory."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.support.cli import tree
from tests.support.environments import install, new_environment

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The distributions: a source one, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    return folder


@pytest.mark.e2e
@pytest.mark.xdist_group("pypi")
def test_the_distributions_can_be_uploaded(built: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *built.iterdir()],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.e2e
@pytest.mark.xdist_group("pypi")
def test_the_source_distribution_holds_all_that_is_tracked(built: Path, tmp_path: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    held = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert held - {"PKG-INFO"} == set(_tracked())
    # Quick ones that read what is not in the package. In turn, because another worker has the
    # other processor.
    read = ["tests/corpus", "tests/devtools", "tests/template"]
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-m", "quick"]
    tried = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *read],
        cwd=source,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(source / "src")},
    )
    assert tried.returncode == 0, tried.stdout


@pytest.mark.e2e
@pytest.mark.xdist_group("pypi")
def test_the_wheel_makes_a_project_offline(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    binaries = tmp_path / "venv/bin"
    install(new_environment(tmp_path / "venv"), tmp_path, str(wheel))
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
    for name in _tracked():
        content = (ROOT / name).read_bytes()
        for word in (b"/ro" + b"ot/", b"/wo" + b"rk/", b"/ho" + b"me/runner"):
            assert word not in content, f"{name} holds {word.decode()}"


def _tracked() -> list[str]:
    if not (ROOT / ".git").exists():  # a source distribution, which holds nothing else
        made = (".venv", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache")
        return [
            path.relative_to(ROOT).as_posix()
            for path in ROOT.rglob("*")
            if path.is_file() and not set(path.relative_to(ROOT).parts) & set(made)
        ]
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [name for name in tracked if name]
