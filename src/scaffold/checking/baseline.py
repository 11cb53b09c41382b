"""A baseline: the diagnostics a project has agreed to live with for now."""

import json
from pathlib import Path

from scaffold.checking.check import Report, Suppressed
from scaffold.checking.fingerprints import fingerprints
from scaffold.errors import ScaffoldError

SCHEMA_VERSION = 1
REASON = "in the baseline"


def read_baseline(path: Path) -> set[str]:
    """Return the fingerprints in a baseline file. Raises ScaffoldError when it is none."""
    try:
        document = json.loads(path.read_text())
        return {str(entry["fingerprint"]) for entry in document["diagnostics"]}
    except FileNotFoundError:
        raise ScaffoldError(
            f"there is no baseline `{path}`", "make it with `--update-baseline`"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ScaffoldError(
            f"`{path}` is no baseline: {error}", "make it anew with `--update-baseline`"
        ) from None


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
