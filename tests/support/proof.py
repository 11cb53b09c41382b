"""What a run of the tests did with real projects, told at its end; counted where it happens."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

# In the order in which a project goes through them.
ACTIONS = (
    "rendered", "with kinds", "installed", "formatted", "type-checked", "tested", "built", "served",
    "driven",
)  # fmt: skip
_FRAMEWORKS = {"nextjs": "Next.js", "fastapi": "FastAPI"}
_BY_TOOL = {
    "prettier": "formatted",
    "ruff": "formatted",
    "tsc": "type-checked",
    "mypy": "type-checked",
    "vitest": "tested",
    "pytest": "tested",
}
_BY_SCRIPT = {
    "format:check": "formatted",
    "typecheck": "type-checked",
    "test": "tested",
    "build": "built",
}
_MANAGERS = ("npm", "pnpm", "yarn", "bun", "uv", "pip")
_done: Counter[tuple[str, str, str]] = Counter()


def proved(action: str, subject: str, detail: str) -> None:
    """Count what a test has seen to work."""
    assert action in ACTIONS, action
    _done[action, subject, detail] += 1


def proved_by(command: Sequence[str | Path], project: Path) -> None:
    """Count what a command has shown that ended well in a project."""
    words = [Path(word).name for word in map(str, command)]
    if words[1:2] == ["-m"]:
        words = words[2:]
    tool, *rest = words
    if tool in _MANAGERS and rest[:1] in (["install"], ["sync"]):
        proved("installed", subject_of(project), f"{tool}{_sdk(project, Path(command[0]))}")
    elif tool in _MANAGERS and rest[:1] == ["run"] and rest[1] in _BY_SCRIPT:
        proved(_BY_SCRIPT[rest[1]], subject_of(project), f"{tool} run {rest[1]}")
    elif tool in _BY_TOOL:
        proved(_BY_TOOL[tool], subject_of(project), tool)


def subject_of(project: Path) -> str:
    """Return what a project is made for, as its record of answers says."""
    record = project / ".copier-answers.yml"
    if not record.is_file():
        return "other repositories"
    answers = yaml.safe_load(record.read_bytes())
    sdk = f", SDK {answers['sdk']}" if answers.get("stack") == "nextjs" else ""
    return f"{_FRAMEWORKS.get(answers.get('stack'), 'no stack')}{sdk}"


def _sdk(project: Path, python: Path) -> str:
    """Name the SDK that is there after an installation, with its version."""
    manifest = project / "node_modules/inngest/package.json"
    if manifest.is_file():
        return f" with inngest {json.loads(manifest.read_bytes())['version']}"
    places = (python.parent.parent, project / ".venv")
    for found in (each for place in places for each in place.glob("lib/*/site-packages/inngest-*")):
        if named := re.fullmatch(r"inngest-([0-9.]+)\.dist-info", found.name):
            return f" with inngest {named[1]}"
    return ""


class Proof:
    """The plugin that gathers what the workers counted, and prints it."""

    @pytest.hookimpl
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what this worker counted."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["proved"] = [[*what, n] for what, n in _done.items()]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a worker counted; one that crashed has nothing to give."""
        for action, subject, detail, times in getattr(node, "workeroutput", {}).get("proved", ()):
            _done[action, subject, detail] += times

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print it, below all else."""
        if _done:
            terminalreporter.section("what this run saw work")
            for line in _lines():
                terminalreporter.write_line(line)


def _lines() -> Iterator[str]:
    for action in ACTIONS:
        by_subject: dict[str, list[str]] = {}
        for (done, subject, detail), times in sorted(_done.items()):
            if done == action:
                by_subject.setdefault(subject, []).append(f"{detail} ({times})")
        for subject, details in by_subject.items():
            yield f"{action:<13} {subject}: {', '.join(details)}"
