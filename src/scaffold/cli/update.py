"""`scaffold update`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.options import DryRun, Json, NonInteractive, Quiet, listed
from scaffold.cli.output import (
    begin,
    can_ask,
    report_interrupted,
    report_outcome,
    result,
    result_diff,
    result_json,
    status,
    tell,
    write,
)
from scaffold.errors import ScaffoldError
from scaffold.shown import shown

if TYPE_CHECKING:
    from scaffold.checking.check import Report
    from scaffold.updating.update import UpdateResult


@app.command("update")
def update_command(
    to: Annotated[
        str | None, typer.Option(metavar="VERSION", help="Update to this version, not the newest.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Change an answer; repeat for more."),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Say whether it is behind, and where it drifted; write nothing."
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Do what --check does, and show the drift as a diff.")
    ] = False,
    restore: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH,…", help="Bring files back as the template has them."),
    ] = None,
    dry_run: DryRun = False,
    non_interactive: NonInteractive = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Follow the template: merge what is new, keep what is yours, report drift."""
    chosen = {
        "--check": check or diff,
        "--restore": bool(restore),
        "--to": to is not None,
        "--set": bool(settings),
    }
    _refuse_combinations([name for name, given in chosen.items() if given], dry_run=dry_run)
    if check or diff:
        return _check(diff=diff, as_json=as_json)
    if restore:
        return _restore(listed(restore), dry_run=dry_run, as_json=as_json)
    from scaffold.updating.update import update

    ask = can_ask(non_interactive, as_json)
    done = update(begin(dry_run=dry_run), to=to, settings=settings or (), ask=ask)
    report = None if dry_run or not done.changed else _report(done.root)
    if as_json:
        result_json(_document(done, report, dry_run=dry_run))
    else:
        _show(done, report)
    return 1 if done.conflicts or (report is not None and report.fails()) else 0


def _refuse_combinations(used: list[str], *, dry_run: bool) -> None:
    """Raise ScaffoldError for options that leave one another without a meaning."""
    if len(used) > 1 and used != ["--to", "--set"]:
        raise ScaffoldError(f"{' and '.join(used)} do not go together", "use one after the other")
    if dry_run and used == ["--check"]:
        raise ScaffoldError("`--check` writes nothing", "leave `--dry-run` out")


def _restore(paths: list[str], *, dry_run: bool, as_json: bool) -> int:
    from scaffold.updating.update_check import restore

    report_outcome("update", restore(begin(dry_run=dry_run), paths), as_json=as_json)
    return 0


def _check(*, diff: bool, as_json: bool) -> int:
    from scaffold.project import find_project
    from scaffold.updating.update_check import check_update, drift_diff

    report_interrupted(find_project(Path.cwd()).root)
    found = check_update(Path.cwd())
    text = drift_diff(found.drift) if diff else ""
    if as_json:
        result_json(
            {
                "command": "update",
                "check": True,
                "version": found.version,
                "newest": found.newest,
                "behind": found.behind,
                "changelog": found.changelog,
                "drift": [{"path": each.path, "kind": each.kind} for each in found.drift],
                **({"diff": text} if diff else {}),
            }
        )
        return 1 if found.behind or found.drift else 0
    if found.behind:
        result(f"behind: at {found.version}, the newest is {found.newest}; `scaffold update`")
    for each in found.drift:
        result(f"drift: {shown(each.path)} ({each.kind})")
    result_diff(text)
    if any(each.kind != "left over" for each in found.drift):
        status("note: `scaffold update --restore PATH` brings a file back")
    if any(each.kind == "left over" for each in found.drift):
        status("note: the template has the left over files no more; delete or rename them")
    if not found.behind and not found.drift:
        status(f"up to date with {found.version}, no drift")
    return 1 if found.behind or found.drift else 0


def _report(root: Path) -> "Report | None":
    """Check the project after an update, when it is one of ours."""
    from scaffold.checking.on_disk import CheckRequest, run_check
    from scaffold.project import find_project

    project = find_project(root)
    return None if project.stack is None else run_check(project, CheckRequest())


def _document(done: "UpdateResult", report: "Report | None", *, dry_run: bool) -> dict[str, object]:
    import json

    from scaffold.checking.reporters import render

    return {
        "command": "update",
        "dry_run": dry_run,
        "from": done.old,
        "to": done.new,
        "changelog": done.changelog,
        "files": [
            {"status": file.status, "path": file.path, **({"why": file.why} if file.why else {})}
            for file in done.files
        ],
        "conflicts": list(done.conflicts),
        "notes": list(done.notes),
        "warnings": list(done.warnings),
        "resolve": list(done.resolve),
        "undo": list(done.undo),
        **({"diff": done.diff} if dry_run else {}),
        **({"check": json.loads(render(report, "json"))} if report is not None else {}),
    }


def _show(done: "UpdateResult", report: "Report | None") -> None:
    for warning in done.warnings:
        tell(f"warning: {warning}")
    if not done.files:
        status(f"up to date with {done.new}: nothing to do")
        return
    if done.old != done.new:
        status(f"from {done.old} to {done.new}")
    if done.changelog:
        status(f"\n{done.changelog}\n")
    if done.diff is not None:
        result_diff(done.diff)
    for file in done.files:
        if done.diff is None or file.status in ("kept", "conflicted"):
            why = f": {shown(file.why)}" if file.why else ""
            status(f"{file.status} {shown(file.path)}{why}")
    for note in done.notes:
        status(f"note: {note}")
    if report is not None:
        from scaffold.checking.reporters import render

        write(render(report, "text"))
    if done.diff is not None:
        return
    if done.conflicts:
        tell("\nconflicts:")
        for path in done.conflicts:
            tell(f"  {shown(path)}")
        then = ", then run" if done.resolve else ""
        tell(f"resolve: edit what stands between the markers in them{then}")
        for command in done.resolve:
            tell(f"  {command}")
    if done.undo:
        status("undo:")
        for command in done.undo:
            status(f"  {command}")
