"""For code scanning: SARIF 2.1.0, with fingerprints that survive moved lines."""

import json
import posixpath
from typing import Any
from urllib.parse import quote

from scaffold.checking.explain import page
from scaffold.checking.fingerprints import fingerprints
from scaffold.checking.reporters._report import MOST_SUPPRESSED, Report, View, place_of
from scaffold.rules import all_rules
from scaffold.rules._rule import SUPPRESSION, Diagnostic, Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(report: Report, view: View) -> str:
    """Return the report as a SARIF log of one run; suppressed results are marked as such."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        release = version("inngest-scaffold")
    except PackageNotFoundError:
        release = "0"
    every = [
        *((each, None) for each in report.diagnostics),
        *((each.diagnostic, each.reason) for each in report.suppressed[:MOST_SUPPRESSED]),
    ]
    every.sort(key=lambda pair: place_of(pair[0]))
    names = fingerprints((each for each, _ in every), report.sources)
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "scaffold", "semanticVersion": release, "rules": _rules()}
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"ROOT": {"description": {"text": "the repository"}}},
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": _notifications(report, view.root),
                    }
                ],
                "results": [
                    _result(each, reason, name, view.root)
                    for (each, reason), name in zip(every, names, strict=True)
                ],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rules() -> list[dict[str, Any]]:
    found = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.details},
            "defaultConfiguration": {"level": rule.severity},
            **_help(rule.name),
        }
        for rule in all_rules().values()
    ]
    own = {"text": "Give each suppression a known rule and a reason, and remove unused ones."}
    return [*found, {"id": SUPPRESSION, "shortDescription": own}]


def _help(rule: str) -> dict[str, Any]:
    address = page(rule)
    told = f"`inngest-scaffold explain {rule}` says why, and what to write instead."
    return {"help": {"text": told}} | ({"helpUri": address} if address else {})


def _notifications(report: Report, root: str) -> list[dict[str, Any]]:
    notes = {path: f"skipped: {why}" for path, why in report.skipped.items()}
    notes.update({path: f"{number} more are not listed" for path, number in report.more.items()})
    notes.update(dict.fromkeys(report.partial, "checked in part: it could not be read in full"))
    return [
        {
            "level": "note",
            "message": {"text": f"{path}: {text}"},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(path, root)}}],
        }
        for path, text in sorted(notes.items())
    ]


def _result(each: Diagnostic, reason: str | None, name: str, root: str) -> dict[str, Any]:
    text = f"{each.message}. {each.hint[:1].upper()}{each.hint[1:]}." if each.hint else each.message
    result: dict[str, Any] = {
        "ruleId": each.rule,
        "level": each.severity,
        "message": {"text": text},
        "locations": [_location(each, root)],
        "partialFingerprints": {"scaffold/v1": name},
    }
    if each.chain:
        result["relatedLocations"] = [
            {**_place(place, root), "id": number, "message": {"text": place.text}}
            for number, place in enumerate(each.chain, 1)
        ]
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _location(each: Diagnostic, root: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact(each.path, root),
            "region": {
                "startLine": each.line,
                "startColumn": each.column,
                "endLine": each.end_line,
                "endColumn": each.end_column,
            },
        }
    }
    if each.function:
        location["logicalLocations"] = [{"name": each.function, "kind": "function"}]
    return location


def _place(place: Place, root: str) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.path, root),
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _artifact(path: str, root: str) -> dict[str, str]:
    return {"uri": quote(posixpath.join(root, path)), "uriBaseId": "ROOT"}
