"""What adopting tells: what the repository is, and what to mend in it first."""

from collections import defaultdict
from typing import NamedTuple

from scaffold.adopting.detection import Detected
from scaffold.checking.check import check_project, chosen_rules
from scaffold.checking.settings import read_terms
from scaffold.inngest.codebase import Codebase
from scaffold.rules._rule import Diagnostic
from scaffold.shown import counted

_MOST = 5
BASELINE = "inngest-baseline.json"


class Ranking(NamedTuple):
    """What the checks say of a repository, the most urgent rule first."""

    notes: tuple[str, ...]
    data: dict[str, object]


def described(found: Detected) -> dict[str, object]:
    """Return what was detected, for `--json`."""
    client, registry = found.client, found.registry
    return {
        "root": str(found.root),
        "folder": found.folder,
        "language": found.language,
        "framework": found.framework.title if found.framework else None,
        "router": found.router or None,
        "sdk": found.sdk,
        "sdk_version": found.sdk_version or None,
        "package_manager": found.tools.package_manager,
        "source_folder": found.source_folder or None,
        "import_alias": found.alias or None,
        "client": {"path": client.path, "symbol": client.symbol} if client else None,
        "registries": [
            {"path": one.path, "served_by": one.serve_path, "editable": one.cause is None}
            for one in found.registries
        ],
        "registry": registry.serve_path if registry else None,
        "functions": {"folder": found.functions, "count": found.function_count},
        "events": [{"path": one.path, "form": one.form} for one in found.events],
        "kinds": list(found.kinds),
        "tests": found.tests or None,
        "test_runner": found.tools.test_runner or None,
        "commands": found.tools.commands._asdict(),
        "deployment": found.tools.deployment or None,
        "agent_files": list(found.docs.paths),
    }


def in_words(found: Detected) -> list[tuple[str, str]]:
    """Return what was detected as rows of a name and a value, for people."""
    client, registry, tools = found.client, found.registry, found.tools
    title = found.framework.title if found.framework else "not known"
    router = {"app": ", App Router", "pages": ", Pages Router"}.get(found.router, "")
    sdk = {"v3": "TypeScript v3", "v4": "TypeScript v4", "python": "Python"}.get(found.sdk or "")
    version = f" ({found.sdk_version})" if found.sdk_version else ""
    served = ""
    if registry is not None:
        array = f", array in {registry.path}" if registry.path != registry.serve_path else ""
        served = f"{registry.serve_path}{array}"
        served += ", which add-function cannot edit" if registry.cause is not None else ""
    rows = [
        ("framework", f"{title}{router}"),
        ("Inngest SDK", f"{sdk}{version}" if sdk else "none"),
        ("client", f"{client.symbol or 'made'} in {client.path}" if client else "none"),
        ("served by", served or "nothing"),
        ("functions", f"{found.function_count} in {found.functions or '.'}"),
        ("typed events", ", ".join(dict.fromkeys(one.path for one in found.events)) or "none"),
        ("import alias", found.alias or "none"),
        ("package manager", tools.package_manager),
        ("tests", tools.commands.test or "no command found"),
        ("type check", tools.commands.typecheck or "no command found"),
        ("deployment", tools.deployment or "nothing found"),
        ("for agents", ", ".join(found.docs.paths) or "nothing yet"),
    ]
    return [row for row in rows if found.language != "python" or row[0] != "import alias"]


def first_to_fix(project: Codebase) -> Ranking:
    """Return the rules that a repository breaks: errors first, then what is broken most often."""
    report = check_project(project, (), chosen_rules(), read_terms(project.files))
    by_rule: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in report.diagnostics:
        by_rule[one.rule].append(one)
    ranked = sorted(
        by_rule.items(), key=lambda item: (item[1][0].severity != "error", -len(item[1]), item[0])
    )
    errors = sum(one.severity == "error" for one in report.diagnostics)
    warnings = len(report.diagnostics) - errors
    data: dict[str, object] = {
        "check": {
            "errors": errors,
            "warnings": warnings,
            "first": [
                {
                    "rule": rule,
                    "severity": found[0].severity,
                    "count": len(found),
                    "fixable": sum(bool(one.edits) for one in found),
                    "at": f"{found[0].path}:{found[0].line}",
                }
                for rule, found in ranked
            ],
        }
    }
    if not ranked:
        return Ranking((), data)
    lines = [
        f"{rule} ({len(found)}, at {found[0].path}:{found[0].line})"
        for rule, found in ranked[:_MOST]
    ]
    left = f"; {len(ranked) - _MOST} more rules" if len(ranked) > _MOST else ""
    notes = [
        f"the checks find {counted(errors, 'error')} and {counted(warnings, 'warning')} in the "
        f"code that is there; first to fix: {'; '.join(lines)}{left}",
    ]
    if any(one.edits for one in report.diagnostics):
        notes.append("`scaffold check --fix` makes the safe repairs")
    if errors:
        notes.append(
            f"to hold only new code to the rules: `scaffold check --baseline {BASELINE} "
            f"--update-baseline` once, then `scaffold check --baseline {BASELINE}`"
        )
    return Ranking(tuple(notes), data)
