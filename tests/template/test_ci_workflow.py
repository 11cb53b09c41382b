"""The CI workflow that a project carries: GitHub takes it, and what it runs is there."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.function_projects import project
from tests.support.hooks import place_program
from tests.support.rendering import Combination, render_file

COMBINATIONS = [
    *(
        Combination("nextjs", sdk, (), manager)
        for sdk in ("v4", "v3")
        for manager in ("npm", "pnpm", "yarn", "bun")
    ),
    *(Combination("fastapi", "python", (), manager) for manager in ("uv", "pip")),
]
# What a runner has, or an action of the workflow puts there.
INSTALLED = {
    "npm": "actions/setup-node", "pnpm": "actions/setup-node", "yarn": "actions/setup-node",
    "bun": "oven-sh/setup-bun", "corepack": "actions/setup-node", "uv": "astral-sh/setup-uv",
    "python3": "actions/setup-python", ".venv/bin/pip": "", ".venv/bin/python": "",
}  # fmt: skip
LOCKED = {
    "npm": "npm ci",
    "pnpm": "--frozen-lockfile",
    "bun": "--frozen-lockfile",
    "uv": "--locked",
}
OURS = "Check the functions and the template"


def workflow(combination: Combination) -> Any:
    return yaml.safe_load(render_file(".github/workflows/ci.yml", combination))


def steps(combination: Combination) -> list[dict[str, Any]]:
    (job,) = workflow(combination)["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def commands(combination: Combination) -> list[list[str]]:
    """Each command that is not ours, as words."""
    lines = [
        step["run"] for step in steps(combination) if "run" in step and step.get("name") != OURS
    ]
    return [shlex.split(each) for line in lines for each in line.split(" && ")]


@pytest.mark.parametrize("combination", COMBINATIONS, ids=str)
def test_github_takes_it(combination: Combination) -> None:
    made = workflow(combination)
    assert set(made) == {"name", True, "permissions", "jobs"}  # YAML reads `on` as true
    assert made["permissions"] == {"contents": "read"}
    (job,) = made["jobs"].values()
    assert set(job) == {"runs-on", "steps"}
    for step in job["steps"]:
        assert set(step) <= {"name", "uses", "run", "with", "env", "if"}
        assert ("uses" in step) is not ("run" in step)
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@v\d+", step.get("uses", "a/b@v1"))
        # What stands in a command comes from the template: nothing that a pull request names.
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("combination", COMBINATIONS, ids=str)
def test_what_it_runs_is_there(combination: Combination) -> None:
    used = {step["uses"].partition("@")[0] for step in steps(combination) if "uses" in step}
    for program, *_ in commands(combination):
        assert INSTALLED[program] in {*used, ""}, program
    if combination.stack == "nextjs":
        scripts = json.loads(render_file("package.json", combination))["scripts"]
        called = [words[-1] for words in commands(combination) if words[-1] in scripts]
        assert called == ["typecheck", "test"]
    else:
        listed = tomllib.loads(render_file("pyproject.toml", combination))["project"]
        tools = {re.split(r"\W", each)[0] for each in listed["optional-dependencies"]["dev"]}
        run = [each for words in commands(combination) for each in words if each in tools]
        assert run == ["ruff", "ruff", "mypy", "pytest"]
    text = render_file(".github/workflows/ci.yml", combination)
    assert LOCKED.get(combination.package_manager, "") in text


@pytest.mark.parametrize("combination", COMBINATIONS[::4], ids=str)
def test_our_step_runs_as_it_stands(combination: Combination, tmp_path: Path) -> None:
    name = combination.sdk_name
    base = {"v4": "nextjs-v4", "v3": "nextjs-v3", "python": "fastapi"}[name]
    root = project(tmp_path / "shop", base).root
    (ours,) = [step for step in steps(combination) if step.get("name") == OURS]
    assert ours["if"] == "vars.INNGEST_SCAFFOLD != ''"
    assert ours["env"] == {"INNGEST_SCAFFOLD": "${{ vars.INNGEST_SCAFFOLD }}"}
    folder = tmp_path / "bin"
    place_program(folder, f'exec "{sys.executable}" -m scaffold "$@"')
    installer = folder / "pipx"
    installer.write_text('#!/bin/sh\n[ "$1 $2" = "install git+https://example.com/x" ]\n')
    installer.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "INNGEST_SCAFFOLD": "git+https://example.com/x",
    }

    def run() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-e", "-c", ours["run"]],
            cwd=root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    broken = next(path for path in root.rglob("*") if path.name in ("route.ts", "main.py")
                  and "serve(" in path.read_text())  # fmt: skip
    broken.write_text(re.sub(r"\s(onUserCreated|on_user_created),", " ", broken.read_text()))
    done = run()
    assert done.returncode == 1
    assert "::error file=" in done.stdout
