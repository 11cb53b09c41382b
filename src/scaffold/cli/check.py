"""`scaffold check`, `explain` and `list`."""

from pathlib import Path
from typing import Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.completing import rules
from scaffold.cli.options import DryRun, Json, Strict, listed
from scaffold.cli.output import refuse_two_forms, report_interrupted, result, result_json, write


@app.command("check")
def check_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATHS]", help="Report on these only.")
    ] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE,…", help="Report these rules only.", autocompletion=rules),
    ] = None,
    strict: Strict = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Report what changed since the last commit only.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="REF", help="Report what changed since this commit; compare IDs."),
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
        str,
        typer.Option("--format", metavar="FORM", help="Write text, json, sarif, github or agent."),
    ] = "text",
    as_json: Json = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show all, however often a rule speaks.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show how often each rule speaks, and no code.")
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 whatever is reported.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")
    ] = False,
) -> int:
    """Check the project's Inngest code against every rule.

    Rules of style speak with --strict, in projects that `new` or `adopt` made, and where the
    settings say so: `[tool.inngest-scaffold]` in pyproject.toml, or scaffold.toml.
    """
    from scaffold.cli.checking import Asked, check

    return check(
        Asked(
            paths=tuple(map(str, paths or ())),
            rules=tuple(listed(rule)),
            strict=strict,
            changed=changed,
            since=since,
            baseline=baseline,
            update_baseline=update_baseline,
            fix=fix,
            dry_run=dry_run,
            form=form,
            as_json=as_json,
            verbose=verbose,
            statistics=statistics,
            exit_zero=exit_zero,
            watch=watch,
        )
    )


@app.command("explain")
def explain_command(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE]", help="Explain this rule; all without it.", autocompletion=rules
        ),
    ] = None,
) -> None:
    """Say why a rule exists, what breaks, and how to write it instead."""
    from scaffold.checking.explain import explain, overview

    write(explain(rule) if rule else overview())


@app.command("list")
def list_command(
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="Write text, json, mermaid or agent.")
    ] = "text",
    as_json: Json = False,
) -> None:
    """List functions: triggers, steps, events sent and received, registered or not."""
    from scaffold.functions.listing import inventory, render
    from scaffold.project import find_project

    refuse_two_forms(form, as_json=as_json)
    project = find_project(Path.cwd())
    report_interrupted(project.root)
    found = inventory(project)
    if as_json or form == "json":
        result_json(found.document())
    else:
        result(render(found, form))
