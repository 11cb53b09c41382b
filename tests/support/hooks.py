"""Run the two hooks as a coding agent runs them: the command of the settings file, JSON in."""

import json
import os
import subprocess
import sys
from pathlib import Path

from scaffold.updating.settings_file import our_settings
from tests.support.cli import Done, shown
from tests.support.forks import run_program

EVENTS = {"post-edit": "PostToolUse", "stop": "Stop"}


def edit_input(path: Path | str, *, cwd: Path, tool: str = "Edit") -> dict[str, object]:
    """Return what Claude Code gives a hook after an edit."""
    return {
        "session_id": "8f2a",
        "transcript_path": "/home/someone/.claude/projects/shop/8f2a.jsonl",
        "cwd": str(cwd),
        "permission_mode": "acceptEdits",
        "hook_event_name": "PostToolUse",
        "tool_name": tool,
        "tool_input": {"file_path": str(path), "old_string": "a", "new_string": "b"},
        "tool_response": {"filePath": str(path), "success": True},
        "tool_use_id": "toolu_01",
    }


def stop_input(*, cwd: Path, active: bool = False) -> dict[str, object]:
    """Return what Claude Code gives a hook when the agent wants to stop."""
    return {
        "session_id": "8f2a",
        "transcript_path": "/home/someone/.claude/projects/shop/8f2a.jsonl",
        "cwd": str(cwd),
        "permission_mode": "acceptEdits",
        "hook_event_name": "Stop",
        "stop_hook_active": active,
    }


def run_hook(name: str, given: object, *, cwd: Path) -> Done:
    """Run a hook by itself; `given` is JSON, or text or bytes as they are."""
    text = given if isinstance(given, str | bytes) else json.dumps(given)
    stdin = text if isinstance(text, bytes) else text.encode()
    return shown(run_program(["hook", name], cwd=cwd, environment=os.environ, stdin=stdin))


def command(name: str, settings: bytes | None = None) -> str:
    """Return the command of a hook in a settings file; ours without one."""
    groups = json.loads(settings or our_settings())["hooks"][EVENTS[name]]
    return str(groups[0]["hooks"][0]["command"])


def run_command(
    name: str, given: object, *, cwd: Path, programs: Path, settings: bytes | None = None
) -> Done:
    """Run a hook's command from a settings file in a shell, with these programs on PATH."""
    done = subprocess.run(
        ["/bin/sh", "-c", command(name, settings)],
        input=json.dumps(given),
        cwd=cwd,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin"},
        capture_output=True,
        text=True,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def place_program(folder: Path, script: str) -> Path:
    """Put an `inngest-scaffold` that is this shell script into a folder, and return the folder."""
    folder.mkdir(exist_ok=True)
    program = folder / "inngest-scaffold"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return folder


def place_ours(folder: Path) -> Path:
    """Put this package's `inngest-scaffold` into a folder, and return the folder."""
    return place_program(folder, f'exec "{sys.executable}" -m scaffold "$@"')
