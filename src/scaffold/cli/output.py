"""What goes where: results on stdout, status and errors on stderr."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from scaffold.outcome import Outcome

SCHEMA_VERSION = 1


def result(text: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(f"{text}\n")


def write(text: str) -> None:
    """Print text as it is."""
    sys.stdout.write(text)


def result_json(document: Mapping[str, Any]) -> None:
    """Print the one JSON document of a command."""
    result(json.dumps({"schema_version": SCHEMA_VERSION, **document}, indent=2, default=str))


def result_diff(diff: str) -> None:
    """Print a diff byte for byte, content that is not UTF-8 included."""
    sys.stdout.flush()
    sys.stdout.buffer.write(diff.encode("utf-8", "surrogateescape"))


def status(text: str) -> None:
    """Print a line for the person at the terminal."""
    sys.stderr.write(f"{text}\n")


def report_error(error: ScaffoldError, *, as_json: bool) -> None:
    """Print what went wrong and what to do."""
    if as_json:
        shown = {
            "message": error.message,
            "hint": error.hint,
            "missing_flags": list(error.missing_flags),
        }
        result_json({"error": shown})
        return
    status(f"error: {error.message}")
    if error.hint:
        status(f"hint: {error.hint}")


def report_outcome(command: str, outcome: "Outcome", *, as_json: bool) -> None:
    """Print what a writing command did, or would do."""
    dry_run = outcome.diff is not None
    if as_json:
        result_json(
            {
                "command": command,
                "dry_run": dry_run,
                "files": [{"status": verb, "path": path} for verb, path in outcome.statuses],
                "notes": list(outcome.notes),
                "warnings": list(outcome.warnings),
                **outcome.data,
                **({"diff": outcome.diff} if dry_run else {}),
            }
        )
        return
    for warning in outcome.warnings:
        status(f"warning: {warning}")
    if outcome.diff is not None:
        result_diff(outcome.diff)
    else:
        for verb, path in outcome.statuses:
            status(f"{verb} {path}")
    for note in outcome.notes:
        status(f"note: {note}")


def report_interrupted(root: Path) -> None:
    """Say, for a command that only reads, that a change of the project was interrupted."""
    from scaffold.disk.journal_store import interrupted

    if interrupted(root):
        status(
            "warning: a change of this project was interrupted, so its files are half changed;"
            " the next command that writes recovers them first"
        )


def can_ask(non_interactive: bool, as_json: bool) -> bool:
    """Whether a person is there to answer, and may be asked."""
    declared = os.environ.get("SCAFFOLD_NON_INTERACTIVE", "") not in ("", "0")
    if non_interactive or declared or as_json:
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()
