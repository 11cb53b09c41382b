"""`scaffold check`, `explain` and `list`."""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.options import DryRun
from scaffold.cli.output import (
    report_interrupted,
    report_outcome,
    result,
    result_json,
    status,
    write,
)


@app.command("check")
def check_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATHS]", help="Report on these only.")
    ] = None,
    rule: Annotated[list[str] | None, typer.Option(help="Only this rule; repeat for more.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only what changed since the last commit.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="REF", help="Only what changed since this commit; compares IDs."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Leave out what this file lists.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write the baseline file anew.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Fix what can be fixed without a doubt.")
    ] = False,
    dry_run: DryRun = False,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="text, json, sarif, github or agent.")
    ] = "text",
) -> int:
    """Check the project's Inngest code against every rule."""
    # Facts live as long as the process: walking them to find garbage is a tenth of a large run.
    gc.disable()
    from scaffold.check_project import CheckRequest, run_check, write_baseline
    from scaffold.check_project import fix as make_fixes
    from scaffold.errors import ScaffoldError
    from scaffold.project import find_project
    from scaffold.reporters import formats, render

    if form not in formats():
        raise ScaffoldError(f"there is no format `{form}`", f"use one of: {', '.join(formats())}")
    if update_baseline and baseline is None:
        raise ScaffoldError(
            "`--update-baseline` needs a file",
            "add `--baseline FILE`",
            missing_flags=["--baseline"],
        )
    if dry_run and not fix:
        raise ScaffoldError("`--dry-run` shows what `--fix` would do", "add `--fix`")
    project = find_project(Path.cwd())
    if not fix:
        report_interrupted(project.root)
    request = CheckRequest(
        paths=tuple(_inside(project.root, path) for path in paths or ()),
        rules=tuple(rule or ()),
        changed=changed,
        since=since,
        baseline=baseline,
        update_baseline=update_baseline,
    )
    if fix:
        outcome, report = make_fixes(project, request, dry_run=dry_run)
        report_outcome("check", outcome, as_json=False)
        if dry_run:
            return 1 if outcome.statuses else 0
    else:
        report = run_check(project, request)
    if update_baseline and baseline is not None:
        write_baseline(report, baseline)
        status(f"update {baseline}: {len(report.diagnostics)} diagnostics")
        return 0
    colour = form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    write(render(report, form, colour=colour, root=_way_to(project.root)))
    return 1 if report.fails(strict=strict) else 0


@app.command("explain")
def explain_command(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="A rule's name.")] = None,
) -> None:
    """Say why a rule exists, what breaks, and how to write it instead."""
    from scaffold.explain import explain, overview

    write(explain(rule) if rule else overview())


@app.command("list")
def list_command(
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="text, json, mermaid or agent.")
    ] = "text",
) -> None:
    """List functions: triggers, steps, events sent and received, registered or not."""
    from scaffold.list_functions import inventory, render
    from scaffold.project import find_project

    project = find_project(Path.cwd())
    report_interrupted(project.root)
    found = inventory(project)
    if form == "json":
        result_json(found.document())
    else:
        result(render(found, form))


def _inside(root: Path, path: Path) -> str:
    from scaffold.errors import ScaffoldError

    absolute = Path(os.path.normpath(path.absolute()))
    if not absolute.is_relative_to(root):
        raise ScaffoldError(f"`{path}` is outside the project `{root}`", "run this in its project")
    return absolute.relative_to(root).as_posix()


def _way_to(root: Path) -> str:
    """Return the way from the repository to the project, for tools that start at the former."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            way = root.relative_to(folder).as_posix()
            return "" if way == "." else way
    return ""
