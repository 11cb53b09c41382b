"""What `scaffold check` does, apart from reading its options."""

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from scaffold.checking.check import Report
from scaffold.checking.on_disk import CheckRequest, run_check, write_baseline
from scaffold.checking.on_disk import fix as make_fixes
from scaffold.checking.reporters import View, formats, render
from scaffold.cli.output import (
    begin,
    guarded,
    has_colour,
    refuse_two_forms,
    report_interrupted,
    report_outcome,
    report_undo,
    status,
    tell,
    width,
    write,
    write_commands,
    write_exact,
)
from scaffold.cli.progress import progress, working
from scaffold.errors import ScaffoldError
from scaffold.project import find_project


@dataclass(frozen=True, kw_only=True)
class Asked(CheckRequest):
    """The options of one `scaffold check`; its paths are as they were given."""

    fix: bool = False
    dry_run: bool = False
    form: str = "text"
    as_json: bool = False
    verbose: bool = False
    statistics: bool = False
    exit_zero: bool = False
    watch: bool = False


def check(asked: Asked) -> int:
    """Check as the options say, print what was found, and return the exit code."""
    # Facts live as long as the process: walking them to find garbage is a tenth of a large run.
    gc.disable()
    refuse_two_forms(asked.form, as_json=asked.as_json)
    asked = replace(asked, form="json" if asked.as_json else asked.form)
    _refuse_idle(asked)
    if asked.watch:
        from scaffold.cli.watching import watch

        gc.enable()
        return watch(find_project(Path.cwd()).root, lambda: _checked(asked))
    return _checked(asked)


def _refuse_idle(asked: Asked) -> None:
    """Raise ScaffoldError for options that others leave without an effect."""
    if asked.form not in formats():
        raise ScaffoldError(
            f"there is no format `{asked.form}`", f"use one of: {', '.join(formats())}"
        )
    if asked.update_baseline and asked.baseline is None:
        raise ScaffoldError(
            "`--update-baseline` needs a file",
            "add `--baseline FILE`",
            missing_flags=["--baseline"],
        )
    if asked.dry_run and not asked.fix:
        raise ScaffoldError("`--dry-run` shows what `--fix` would do", "add `--fix`")
    for_people = {"--verbose": asked.verbose, "--statistics": asked.statistics}
    shown = {
        "--strict": asked.strict, "--format": asked.form not in ("text", "json"),
        "--exit-zero": asked.exit_zero, **for_people,
    }  # fmt: skip
    form = {"--json" if asked.as_json else "--format json": asked.form == "json"}
    if asked.update_baseline:
        narrowed = {
            "PATHS": bool(asked.paths), "--rule": bool(asked.rules), "--changed": asked.changed,
            "--since": asked.since is not None,
        }  # fmt: skip
        _refuse("--update-baseline", "lists all that is found in the project", narrowed | shown)
        _refuse("--update-baseline", "prints no report", form)
    if asked.dry_run:
        others = {"--update-baseline": asked.update_baseline}
        _refuse("--dry-run", "shows a diff, and reports nothing", shown | others)
    if asked.form != "text":
        _refuse(f"--format {asked.form}", "holds every diagnostic and all numbers", for_people)
    if asked.statistics:
        _refuse("--statistics", "shows numbers alone", {"--verbose": asked.verbose})
    if asked.watch:
        writes = {"--fix": asked.fix, "--update-baseline": asked.update_baseline}
        _refuse("--watch", "reports to people until it is stopped", writes)
        _refuse("--watch", "reports to people until it is stopped", form)


def _checked(asked: Asked) -> int:
    """Check once, and print what was found."""
    writes = asked.fix or asked.update_baseline
    at = begin(dry_run=asked.dry_run) if writes else None
    project = at.project if at is not None else find_project(Path.cwd())
    if at is None:
        report_interrupted(project.root)
    # Refused before the check, which takes its time.
    written = ""
    if asked.update_baseline and asked.baseline:
        written = _baseline_of(project.root, asked.baseline)
    paths = tuple(_inside(project.root, Path(path)) for path in asked.paths)
    request = replace(asked, paths=paths)
    if asked.fix and at is not None:
        with working("fixing"):
            outcome, report = make_fixes(at, request)
        report_outcome("check", outcome, as_json=asked.dry_run and asked.form == "json")
        if asked.dry_run:
            return 1 if outcome.statuses else 0
    else:
        with progress("checking") as told:
            report = run_check(project, request, told)
        for warning in at.warnings if at is not None else ():
            tell(f"warning: {warning}")
    if asked.update_baseline and at is not None:
        kept = write_baseline(at, report, written)
        status(f"update {asked.baseline}: {len(report.diagnostics)} diagnostics")
        report_undo(kept)
        return 0
    _show(report, asked, project.root)
    if not report.has_inngest:
        where = ", ".join(f"`{path}`" for path in request.paths) or f"`{project.root}`"
        tell(f"warning: there is no Inngest code in {where}, so nothing was checked")
    return 1 if report.fails(strict=asked.strict) and not asked.exit_zero else 0


def _show(report: Report, asked: Asked, root: Path) -> None:
    view = View(
        colour=asked.form == "text" and has_colour(),
        root=_way_to(root),
        width=width(),
        verbose=asked.verbose,
        statistics=asked.statistics,
    )
    text = render(report, asked.form, view)
    if asked.form in ("json", "sarif"):
        write_exact(text)
    elif asked.form == "github":
        write_commands(text)
    else:
        write(text, colour=view.colour)


def _refuse(option: str, why: str, others: Mapping[str, bool]) -> None:
    """Raise ScaffoldError for options that another one would leave unused."""
    used = [f"`{name}`" for name, given in others.items() if given]
    if used:
        raise ScaffoldError(
            f"`{option}` {why}, so {' and '.join(used)} would do nothing", "leave one of them out"
        )


def check_plainly() -> int:
    """Run `scaffold check` without options: what an editor, a commit and CI wait for."""
    return guarded(lambda: check(Asked()), as_json=False)


def _inside(root: Path, path: Path) -> str:
    absolute = Path(os.path.normpath(path.absolute()))
    if not absolute.is_relative_to(root):
        raise ScaffoldError(f"`{path}` is outside the project `{root}`", "run this in its project")
    return absolute.relative_to(root).as_posix()


def _baseline_of(root: Path, path: Path) -> str:
    """Return where in the project a baseline is written."""
    try:
        return _inside(root, path)
    except ScaffoldError:
        raise ScaffoldError(
            f"the baseline `{path}` is outside the project `{root}`, so it is not written",
            "name a file in the project",
        ) from None


def _way_to(root: Path) -> str:
    """Return the way from the repository to the project, for tools that start at the former."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            way = root.relative_to(folder).as_posix()
            return "" if way == "." else way
    return ""
