"""For programs: everything, in a form that says which version of it this is."""

import json
from typing import Any

from scaffold.checking.fingerprints import fingerprints
from scaffold.checking.reporters._report import MOST_SUPPRESSED, Report, View
from scaffold.rules._rule import Diagnostic

SCHEMA_VERSION = 1


def render(report: Report, view: View) -> str:
    """Return the report as one JSON object."""
    names = fingerprints(report.diagnostics, report.sources)
    listed = report.suppressed[:MOST_SUPPRESSED]
    hidden = fingerprints((each.diagnostic for each in listed), report.sources)
    content = {
        "schema_version": SCHEMA_VERSION,
        "diagnostics": [
            _entry(each, name) for each, name in zip(report.diagnostics, names, strict=True)
        ],
        "suppressed": [
            {**_entry(each.diagnostic, name), "reason": each.reason}
            for each, name in zip(listed, hidden, strict=True)
        ],
        "skipped": [{"path": path, "reason": why} for path, why in report.skipped.items()],
        "notes": list(report.notes),
        "partial": list(report.partial),
        "more": [{"path": path, "count": number} for path, number in report.more.items()],
        "fixed": [
            {"rule": each.rule, "path": each.path, "line": each.line} for each in report.fixed
        ],
        "statistics": [row._asdict() for row in report.statistics],
        "style": [{"rule": rule, "count": number} for rule, number in sorted(report.quiet.items())],
        "counts": {
            "errors": report.errors,
            "warnings": report.warnings,
            "fixable": sum(row.fixable for row in report.statistics),
            "suppressed": len(report.suppressed),
            "files": report.files,
            "functions": report.functions,
        },
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _entry(each: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": each.rule,
        "severity": each.severity,
        "path": each.path,
        "line": each.line,
        "column": each.column,
        "end_line": each.end_line,
        "end_column": each.end_column,
        "message": each.message,
        "hint": each.hint,
        "function": each.function,
        "chain": [place._asdict() for place in each.chain],
        "fixable": bool(each.edits),
        "fingerprint": fingerprint,
    }
