"""What `scaffold check` does, apart from reading its options."""

import gc
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from scaffold.checking.on_disk import CheckRequest, run_check, write_baseline
from scaffold.checking.on_disk import fix as make_fixes
from scaffold.checking.reporters import formats, render
from scaffold.cli.output import (
    begin,
    has_colour,
    in_words,
    report_error,
    report_interrupted,
    report_outcome,
    report_undo,
    status,
    width,
    write,
    write_commands,
    write_exact,
)
from scaffold.disk import interrupts
from scaffold.errors import ScaffoldError
from scaffold.project import find_project


def check(
    paths: Collection[Path] = (),
    *,
    rules: Collection[str] = (),
    strict: bool = False,
    changed: bool = False,
    since: str | None = None,
    baseline: Path | None = None,
    update_baseline: bool = False,
    fix: bool = False,
    dry_run: bool = False,
    form: str = "text",
) -> int:
    """Check as the options say, print what was found, and return the exit code."""
    # Facts live as long as the process: walking them to find garbage is a tenth of a large run.
    gc.disable()
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
    narrowed = {
        "PATHS": bool(paths), "--rule": bool(rules), "--changed": changed,
        "--since": since is not None,
    }  # fmt: skip
    shown = {"--strict": strict, "--format": form != "text"}
    if update_baseline:
        _refuse("--update-baseline", "lists all that is found in the project", narrowed | shown)
    if dry_run:
        others = {"--update-baseline": update_baseline}
        _refuse("--dry-run", "shows a diff, and reports nothing", shown | others)
    at = begin(dry_run=dry_run) if fix or update_baseline else None
    project = at.project if at is not None else find_project(Path.cwd())
    if at is None:
        report_interrupted(project.root)
    # Refused before the check, which takes its time.
    written = _baseline_of(project.root, baseline) if update_baseline and baseline else ""
    request = CheckRequest(
        paths=tuple(_inside(project.root, path) for path in paths),
        rules=tuple(rules),
        changed=changed,
        since=since,
        baseline=baseline,
        update_baseline=update_baseline,
    )
    if fix and at is not None:
        outcome, report = make_fixes(at, request)
        report_outcome("check", outcome, as_json=False)
        if dry_run:
            return 1 if outcome.statuses else 0
    else:
        report = run_check(project, request)
        for warning in at.warnings if at is not None else ():
            status(f"warning: {warning}")
    if update_baseline and at is not None:
        kept = write_baseline(at, report, written)
        status(f"update {baseline}: {len(report.diagnostics)} diagnostics")
        report_undo(kept)
        return 0
    colour = form == "text" and has_colour()
    text = render(report, form, colour=colour, root=_way_to(project.root), width=width())
    if form in ("json", "sarif"):
        write_exact(text)
    elif form == "github":
        write_commands(text)
    else:
        write(text, colour=colour)
    return 1 if report.fails(strict=strict) else 0


def _refuse(option: str, why: str, others: Mapping[str, bool]) -> None:
    """Raise ScaffoldError for options that another one would leave unused."""
    used = [f"`{name}`" for name, given in others.items() if given]
    if used:
        raise ScaffoldError(
            f"`{option}` {why}, so {' and '.join(used)} would do nothing", "leave one of them out"
        )


def check_plainly() -> int:
    """Run `scaffold check` without options: what an editor, a commit and CI wait for."""
    try:
        with interrupts.watched():
            code = check()
            interrupts.settle()
            return code
    except ScaffoldError as error:
        report_error(error, as_json=False)
        return 2
    except BrokenPipeError:
        raise
    except (OSError, RecursionError, MemoryError) as error:
        report_error(in_words(error), as_json=False)
        return 2
    except KeyboardInterrupt:
        status(interrupts.sentence())
        return 130


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
