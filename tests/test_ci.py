"""What users plug into their CI: the pre-commit hook, and the examples in `docs/ci.md`."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sarif_kit import validation_errors  # type: ignore[import-untyped]

from tests.checking.test_check_command import BAD, commit, git, make, write

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def shell(command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=cwd, env={**os.environ, "PATH": path, **env}, capture_output=True, text=True,
    )  # fmt: skip


def blocks(language: str) -> list[str]:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def workflow() -> Any:
    return yaml.safe_load(blocks("yaml")[0])


@pytest.mark.parametrize(("files", "code"), [({}, 0), ({"bad.ts": BAD}, 1)])
def test_pre_commit_hook_runs(tmp_path: Path, files: dict[str, str], code: int) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())[0]
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["pass_filenames"] is False
    root = make(tmp_path)
    write(root, files)
    git(root, "add", "--all")
    done = shell(shlex.join(shlex.split(hook["entry"])), root)
    assert done.returncode == code, done.stderr
    assert hook["id"] in blocks("yaml")[-1]


def _steps() -> dict[str, str]:
    steps = workflow()["jobs"]["check"]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


def test_workflow_annotates_a_pull_request(tmp_path: Path) -> None:
    root = make(tmp_path)
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    command = _steps()["Annotate what this change brings"].replace("${{ github.base_ref }}", "main")
    assert "${{" not in command
    assert shell(command, root).returncode == 0
    write(root, {"bad.ts": BAD})
    commit(root)
    done = shell(command, root)
    assert done.returncode == 1
    assert "::error file=bad.ts,line=4," in done.stdout


def test_workflow_writes_a_sarif_log(tmp_path: Path) -> None:
    root = make(tmp_path)
    assert shell(_steps()["Check everything"], root).returncode == 0
    assert validation_errors(json.loads((root / "inngest.sarif").read_text())) == []
    upload = workflow()["jobs"]["check"]["steps"][-1]
    assert upload["with"]["sarif_file"] == "inngest.sarif"


def test_gitlab_reports_what_a_merge_request_brings(tmp_path: Path) -> None:
    job = yaml.safe_load(blocks("yaml")[1])["inngest"]
    assert set(job["artifacts"]["paths"]) == {"inngest.sarif"}
    script = "\n".join(job["script"])
    root = make(tmp_path, old_ts=BAD.replace("bad", "old"))
    base = git(root, "rev-parse", "HEAD").strip()
    assert shell(script, root).returncode == 1, "on the default branch all of it counts"
    write(root, {"more.ts": "export const one = 1;\n"})
    commit(root)
    assert shell(script, root, CI_MERGE_REQUEST_DIFF_BASE_SHA=base).returncode == 0
    write(root, {"bad.ts": BAD})
    commit(root)
    done = shell(script, root, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1
    assert "bad.ts:4:" in done.stdout
    assert "old.ts" not in done.stdout
    assert validation_errors(json.loads((root / "inngest.sarif").read_text())) == []


def test_workflow_installs_from_a_named_source() -> None:
    """The name on a public index could be somebody else's."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert not re.search(r"(pip|pipx|uvx?)( tool)? (install|run)?[^\n]*inngest-scaffold", text)


def test_baseline_example_runs(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    assert shell(blocks("sh")[0], root).returncode == 0
    write(root, {"worse.ts": BAD.replace("bad", "worse")})
    assert shell(blocks("sh")[0].splitlines()[1], root).returncode == 1
