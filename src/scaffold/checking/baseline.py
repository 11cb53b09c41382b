"""A baseline: the diagnostics a project has agreed to live with for now."""

import json
import os
from pathlib import Path

from scaffold.checking.check import Report, Suppressed
from scaffold.checking.fingerprints import fingerprints
from scaffold.disk.data_files import UnreadableDataError, read_json
from scaffold.disk.project_files import DiskFiles
from scaffold.errors import ScaffoldError

SCHEMA_VERSION = 1
REASON = "in the baseline"


def read_baseline(path: Path, root: Path) -> set[str]:
    """Return the fingerprints in a baseline file. Raises ScaffoldError when it is none.

    A link to it leads no further than the project at `root`, or its folder when it is outside.
    """
    absolute = Path(os.path.normpath(path.absolute()))
    folder = root if absolute.is_relative_to(root) else absolute.parent
    content = DiskFiles(folder).read(absolute.relative_to(folder).as_posix())
    if content is None:
        if os.path.lexists(path):
            raise ScaffoldError(
                f"`{path}` cannot be read as a baseline", "name a file, of at most 10 MB"
            )
        raise ScaffoldError(f"there is no baseline `{path}`", "make it with `--update-baseline`")
    found = _fingerprints(content)
    if found is None:
        raise ScaffoldError(
            f"`{path}` is no baseline", "name another file, or delete it and make it anew"
        )
    return found


def refuse_other(path: str, content: bytes | None) -> None:
    """Raise ScaffoldError for a file that is no baseline, so that it is not overwritten."""
    if content is not None and _fingerprints(content) is None:
        raise ScaffoldError(
            f"`{path}` is no baseline, so it is not overwritten",
            "name another file; delete this one first if it is a damaged baseline",
        )


def _fingerprints(content: bytes) -> set[str] | None:
    """Return what a baseline lists, None for any other content."""
    try:
        document = read_json(content)
        entries = document["diagnostics"]
        ours = document["schema_version"] == SCHEMA_VERSION and all(
            {"rule", "path", "fingerprint"} <= entry.keys() for entry in entries
        )
        return {str(entry["fingerprint"]) for entry in entries} if ours else None
    except (UnreadableDataError, KeyError, TypeError, AttributeError):
        return None


def baseline_text(report: Report) -> str:
    """Return the text of a baseline that holds every diagnostic of a report."""
    named = zip(report.diagnostics, fingerprints(report.diagnostics, report.sources), strict=True)
    entries = [
        {"rule": one.rule, "path": one.path, "function": one.function, "fingerprint": name}
        for one, name in named
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "diagnostics": entries}, indent=2) + "\n"


def without_baseline(report: Report, known: set[str]) -> Report:
    """Return the report with known diagnostics marked as suppressed."""
    names = fingerprints(report.diagnostics, report.sources)
    kept = tuple(
        one for one, name in zip(report.diagnostics, names, strict=True) if name not in known
    )
    hidden = tuple(
        Suppressed(one, REASON)
        for one, name in zip(report.diagnostics, names, strict=True)
        if name in known
    )
    return report._replace(diagnostics=kept, suppressed=(*report.suppressed, *hidden))
