"""The GitHub Action and the workflow of this repository: what they run, run here."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checking.test_check_command import BAD, commit, make, write
from tests.support.cli import scaffold

ROOT = Path(__file__).parent.parent
ACTION: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
WORKFLOW: Any = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
INPUT = re.compile(r"\${{ inputs\.([a-z-]+) }}")


def run_step(name: str, root: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run one step as GitHub does, with the inputs that are given and the defaults of the rest."""
    step = STEPS[name]
    values = {key: str(one["default"]) for key, one in ACTION["inputs"].items()} | inputs
    filled = {
        key: INPUT.sub(lambda match: values[match[1]], value)
        for key, value in step.get("env", {}).items()
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=root, env={**os.environ, "PATH": path, **filled}, capture_output=True, text=True,
    )  # fmt: skip


def test_inputs_are_never_text_of_a_script() -> None:
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")
    used = set(INPUT.findall((ROOT / "action.yml").read_text())) | set(
        re.findall(r"if: .*?inputs\.([a-z-]+)", (ROOT / "action.yml").read_text())
    )
    assert used == set(ACTION["inputs"])


def test_the_action_annotates_what_is_wrong(tmp_path: Path) -> None:
    root = make(tmp_path)
    assert run_step("Check", root).returncode == 0
    write(root, {"bad.ts": BAD})
    done = run_step("Check", root)
    assert done.returncode == 1
    assert "::error file=bad.ts,line=4," in done.stdout
    commit(root)
    assert run_step("Check", root, since="HEAD").returncode == 0


def test_the_action_knows_a_baseline(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    made = scaffold("check", "--baseline", "known.json", "--update-baseline", cwd=root)
    assert made.code == 0, made.err
    assert run_step("Check", root, baseline="known.json").returncode == 0


def test_the_action_writes_a_sarif_log_of_what_fails(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    done = run_step("Write the SARIF log", root, sarif="found here.sarif")
    assert done.returncode == 0, done.stderr
    assert '"level": "error"' in (root / "found here.sarif").read_text()


def test_the_action_compares_with_the_template(tmp_path: Path) -> None:
    assert scaffold("new", "shop", "--defaults", cwd=tmp_path).code == 0
    root = tmp_path / "shop"
    assert run_step("Compare with the template", root).returncode == 0
    rules = root / ".claude/rules/inngest-steps.md"
    rules.write_text(rules.read_text() + "Anything goes.\n")
    assert run_step("Compare with the template", root).returncode == 1


@pytest.mark.e2e
@pytest.mark.xdist_group("pypi")
def test_the_action_installs_what_it_is_part_of(tmp_path: Path) -> None:
    copy = tmp_path / "action"
    ignored = shutil.ignore_patterns(".venv", ".git", "node_modules", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, copy, ignore=ignored)
    python = tmp_path / "bin"
    python.mkdir()
    (python / "python").symlink_to(sys.executable)
    environment = {
        **os.environ,
        "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(copy),
        "GITHUB_PATH": str(tmp_path / "path"),
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS["Install"]["run"]],
        cwd=tmp_path, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    folder = Path((tmp_path / "path").read_text().strip())
    said = subprocess.run(
        [folder / "inngest-scaffold", "--version"], capture_output=True, text=True
    )
    assert said.stdout.startswith("scaffold ")


def test_the_workflow_runs_what_the_classifiers_promise() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["classifiers"]
    prefix = "Programming Language :: Python :: 3."
    versions = [
        one.removeprefix("Programming Language :: Python :: ")
        for one in declared
        if one.startswith(prefix)
    ]
    test = WORKFLOW["jobs"]["test"]
    assert test["strategy"]["matrix"]["python"] == versions
    assert test["steps"][-1]["run"] == ".ci/run"
    systems = {
        *test["strategy"]["matrix"]["os"],
        *WORKFLOW["jobs"]["elsewhere"]["strategy"]["matrix"]["os"],
    }
    assert {one.partition("-")[0] for one in systems} == {"ubuntu", "macos", "windows"}
