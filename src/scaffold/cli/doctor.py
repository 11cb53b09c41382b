"""`scaffold doctor`."""

from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.cli.app import app, options_of_commands
from scaffold.cli.options import Json, Strict
from scaffold.cli.output import result, result_json
from scaffold.shown import counted, shown

if TYPE_CHECKING:
    from scaffold.diagnosing.doctor import Diagnosis


@app.command("doctor")
def doctor_command(strict: Strict = False, as_json: Json = False) -> int:
    """Examine hooks, programs, versions, files for agents and the environment."""
    from scaffold.diagnosing.doctor import diagnose
    from scaffold.project import find_project

    found = diagnose(find_project(Path.cwd()), options_of_commands())
    if as_json:
        result_json(_document(found))
    else:
        _show(found)
    return 1 if found.fails(strict=strict) else 0


def _document(found: "Diagnosis") -> dict[str, object]:
    return {
        "command": "doctor",
        "facts": [{"name": name, "value": value} for name, value in found.facts],
        "findings": [
            {"name": each.name, "severity": each.severity, **each._asdict()}
            for each in found.findings
        ],
        "errors": sum(each.severity == "error" for each in found.findings),
        "warnings": sum(each.severity == "warning" for each in found.findings),
    }


def _show(found: "Diagnosis") -> None:
    width = max((len(name) for name, _ in found.facts), default=0)
    for name, value in found.facts:
        result(f"{name:<{width}}  {shown(value)}")
    for each in found.findings:
        line = f":{each.line}" if each.line else ""
        where = f"{shown(each.path)}{line}: " if each.path else ""
        result(f"\n{each.severity}: {where}{each.name}: {shown(each.message)}")
        result(f"  mend: {shown(each.mend)}")
    errors = sum(each.severity == "error" for each in found.findings)
    warnings = len(found.findings) - errors
    result(f"\n{counted(errors, 'error')}, {counted(warnings, 'warning')}")
