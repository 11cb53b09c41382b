"""`scaffold verify`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.options import Json
from scaffold.cli.output import report_interrupted, result, result_json, status
from scaffold.errors import ScaffoldError
from scaffold.shown import shown

if TYPE_CHECKING:
    from scaffold.verifying.verify import Report, Verification

_LONGEST_WAIT = 86_400


@app.command("verify")
def verify_command(
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where the app's handler is.")
    ] = None,
    dev_server: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the Inngest Dev Server is.")
    ] = None,
    registry: Annotated[
        str | None, typer.Option(metavar="PATH", help="The file that calls serve().")
    ] = None,
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", help="Wait for servers that start.")
    ] = 0,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long each answer may take.")
    ] = 5,
    yes: Annotated[
        bool, typer.Option("--yes", help="Change something on another machine too: sync.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Compare what the app serves and the dev server has with the source."""
    from scaffold.project import find_project
    from scaffold.verifying.verify import Verification, VerifyRequest

    _refuse_no_time("--wait", wait, 0)
    _refuse_no_time("--timeout", timeout, 0.1)
    project = find_project(Path.cwd())
    report_interrupted(project.root)
    request = VerifyRequest(
        url=url,
        dev_server=dev_server,
        registry=registry,
        timeout=timeout,
        wait=wait,
        allowed=yes,
    )
    verification = Verification(project, request)
    if wait and not as_json:
        status(f"waiting up to {wait:g} s for the app and the dev server")
    report = verification.run()
    if as_json:
        result_json({"command": "verify", **report.document()})
    else:
        _show(report, verification)
    return report.exit_code


def _refuse_no_time(flag: str, seconds: float, least: float) -> None:
    """Raise ScaffoldError for what is no number of seconds to wait."""
    if not least <= seconds <= _LONGEST_WAIT:
        raise ScaffoldError(
            f"`{flag} {seconds:g}` is no time to wait", f"give {least:g} to {_LONGEST_WAIT} seconds"
        )


def _show(report: "Report", verification: "Verification") -> None:
    if report.app is not None:
        count = report.app.function_count
        result(f"app         {shown(report.app.url)}  {report.app.mode} mode, {count} functions")
    if report.server is not None:
        synced = f"  app `{shown(report.synced.id)}`" if report.synced is not None else ""
        result(f"dev server  {report.server.url}{synced}")
    for finding in report.findings:
        result(f"{finding.code}: {finding.message}")
        result(f"  → {finding.hint}")
    if not report.findings and report.source is not None:
        number = len(report.source.functions)
        noun = "function" if number == 1 else "functions"
        result(f"ok: {number} {noun} served and synced as `{report.source.path}` says")
