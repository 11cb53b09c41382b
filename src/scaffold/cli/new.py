"""`scaffold new`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.completing import among
from scaffold.cli.completing import kinds as kinds_offered
from scaffold.cli.kind_options import kind_help
from scaffold.cli.options import DryRun, Json, NonInteractive, Quiet, listed
from scaffold.cli.output import can_ask, left_alone, result, result_diff, result_json, status, tell
from scaffold.errors import ScaffoldError
from scaffold.hooks.on_path import path_note
from scaffold.shown import argument, shown

if TYPE_CHECKING:
    from scaffold.creating.install import Installed
    from scaffold.creating.new import NewResult


@app.command("new")
def new_command(
    directory: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help="Make it in this folder, which is empty or new.",
            show_default=False,
        ),
    ] = None,
    project_name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Name it so, and its Inngest app; else as DIR."),
    ] = None,
    stack: Annotated[
        str | None,
        typer.Option(
            metavar="STACK",
            help="Use this framework: nextjs or fastapi.",
            autocompletion=among(("nextjs", "fastapi")),
        ),
    ] = None,
    sdk: Annotated[
        str | None,
        typer.Option(metavar="MAJOR", help="Use this Inngest SDK, with Next.js: 4 or 3."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND,…", help=kind_help(), autocompletion=kinds_offered),
    ] = None,
    package_manager: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Install with npm, pnpm, yarn or bun; with uv or pip.",
            autocompletion=among(("npm", "pnpm", "yarn", "bun", "uv", "pip")),
        ),
    ] = None,
    deployment: Annotated[
        str | None,
        typer.Option(
            metavar="TARGET",
            help="Prepare for vercel, railway or none.",
            autocompletion=among(("none", "vercel", "railway")),
        ),
    ] = None,
    agent_hooks: Annotated[
        bool | None,
        typer.Option("--agent-hooks/--no-agent-hooks", help="Check each edit of Claude Code."),
    ] = None,
    dev_server_mcp: Annotated[
        bool,
        typer.Option(
            "--dev-server-mcp", help="Connect agents to the Inngest Dev Server, with .mcp.json."
        ),
    ] = False,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE.yml", help="Read answers from a file; options win.")
    ] = None,
    defaults: Annotated[
        bool, typer.Option("--defaults", help="Take the default for what is not given.")
    ] = False,
    template: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="Use a team's own copier template, not ours."),
    ] = None,
    ref: Annotated[
        str | None, typer.Option(metavar="REF", help="Use this version of that template.")
    ] = None,
    no_git: Annotated[
        bool, typer.Option("--no-git", help="Make no repository and no first commit.")
    ] = False,
    install: Annotated[
        bool,
        typer.Option(
            "--install", help="Install the packages, and commit the lock file with the rest."
        ),
    ] = False,
    non_interactive: NonInteractive = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make a project: app, Inngest client, sample functions, tests, CLAUDE.md."""
    from scaffold.creating.new import NewRequest, flag, new
    from scaffold.project import read_answers

    if ref is not None and template is None:
        raise ScaffoldError(
            f"`--ref {ref}` names a version of a team's own template, and none is given",
            "add `--template`, or leave it out: our templates are made at their newest version",
        )
    if install and template is not None:
        raise ScaffoldError(
            "`--install` runs the package manager that our templates ask for, and a team's own "
            "template may want another",
            "leave `--install` out, and install as the template says",
        )
    kinds = None if kind is None else listed(kind)
    if kinds and "none" in kinds and len({*kinds}) > 1:
        raise ScaffoldError(
            "`--kind none` stands for an event alone, and other kinds are given beside it",
            "leave `--kind none` out",
        )
    given: dict[str, object] = {}
    sources: dict[str, str] = {}
    if answers is not None:
        for name, value in read_answers(answers).items():
            given[name] = value
            sources[name] = f"`{name}` in `{answers}`"
    options: dict[str, object] = {
        "project_name": project_name,
        "stack": stack,
        "sdk": sdk,
        "kinds": None if kinds is None else [*dict.fromkeys(one for one in kinds if one != "none")],
        "package_manager": package_manager,
        "deployment": deployment,
        "agent_hooks": agent_hooks,
        "dev_server_mcp": dev_server_mcp or None,
    }
    for name, value in options.items():
        if value is not None:
            given[name] = value
            sources[name] = f"`{flag(name)}`"
    interactive = can_ask(non_interactive, as_json)
    with _pointing_to_adopt():
        made = new(
            NewRequest(
                directory=directory,
                given=given,
                sources=sources,
                defaults=defaults,
                interactive=interactive,
                dry_run=dry_run,
                git=not no_git,
                template=template,
                ref=ref,
            ),
            _confirm_new if interactive and not defaults else lambda target, answers: True,
            _ask_name if interactive and not defaults else None,
        )
    silent = path_note() if made.next_commands and not dry_run else None
    if silent is not None:
        made = replace(made, notes=(*made.notes, silent))
    installed = _install(made, dry_run=dry_run, can_show=not as_json) if install else None
    if installed is not None and not installed.problem and made.next_commands:
        rest = tuple(one for one in made.next_commands if one != installed.command)
        made = replace(made, next_commands=rest)
    if installed is not None and installed.note:
        made = replace(made, notes=(*made.notes, installed.note))
    _report(made, installed, as_json=as_json, dry_run=dry_run)
    if installed is not None and installed.problem:
        raise typer.Exit(2)


@contextmanager
def _pointing_to_adopt() -> Iterator[None]:
    """Name the other command where a directory is not empty because an app is in it."""
    from scaffold.creating.target import NotEmptyError

    try:
        yield
    except NotEmptyError as error:
        from scaffold.adopting.pointing import adopt_command

        command = adopt_command(error.target, with_inngest=True)
        if command is None:
            raise
        raise ScaffoldError(
            error.message, f"to keep the app that is there and bring Inngest to it: `{command}`"
        ) from None


def _install(made: "NewResult", *, dry_run: bool, can_show: bool) -> "Installed | None":
    """Install the packages of a project of ours."""
    from scaffold.cli.progress import is_seen
    from scaffold.creating.install import Installed, install
    from scaffold.creating.new import COMMIT
    from scaffold.stacks import stack_for

    stack = stack_for(made.answers)
    if stack is None:
        return None
    manager = str(made.answers["package_manager"])
    if dry_run:
        return Installed(stack.commands[manager][0])
    with left_alone():
        return install(
            made.directory.absolute(),
            stack,
            manager,
            is_committed=COMMIT in made.git,
            is_seen=can_show and is_seen(),
        )


def _report(
    made: "NewResult", installed: "Installed | None", *, as_json: bool, dry_run: bool
) -> None:
    if as_json:
        result_json(_document(made, installed, dry_run=dry_run))
        return
    if dry_run:
        result_diff(made.diff or "")
        for step in made.git:
            status(f"would run  {step}")
        if installed is not None:
            status(f"would run  {installed.command}")
        return
    for path in made.files:
        status(f"{'update' if path in made.updated else 'create'} {shown(path)}")
    for step in made.git:
        status(f"run    {step}")
    if installed is not None and not installed.problem:
        status(f"run    {installed.command}")
    for note in made.notes:
        status(f"note: {note}")
    if installed is not None and installed.problem:
        tell(f"error: {shown(installed.problem)}")
    status(f"undo: {_undo(made)}")
    status("\nNext:")
    for command in made.next_commands:
        result(f"  {command}")


def _document(
    made: "NewResult", installed: "Installed | None", *, dry_run: bool
) -> dict[str, object]:
    return {
        "command": "new",
        "dry_run": dry_run,
        "directory": str(made.directory),
        "answers": dict(made.answers),
        "files": [
            {"status": "update" if path in made.updated else "create", "path": path}
            for path in made.files
        ],
        "git": list(made.git),
        "next": list(made.next_commands),
        "notes": list(made.notes),
        **({"install": installed._asdict()} if installed else {}),
        **({} if dry_run else {"undo": _undo(made)}),
        **({"diff": made.diff} if dry_run else {}),
    }


def _undo(made: "NewResult") -> str:
    """Return the command that removes what was made, and nothing that was there before."""
    if not made.is_filled:
        return f"rm -rf {argument(str(made.directory))}"
    tops = {path.partition("/")[0] for path in made.files} - {*made.updated}
    if made.git:
        tops.add(".git")
    names = " ".join(argument(name) for name in sorted(tops))
    rest = "".join(f" && head -n 1 {n} > {n}.old && mv {n}.old {n}" for n in made.updated)
    return f"cd {argument(str(made.directory.absolute()))} && rm -rf {names}{rest}"


def _confirm_new(target: Path, answers: Mapping[str, object]) -> bool:
    from scaffold.cli.prompts import confirm
    from scaffold.creating.new import SUMMARY
    from scaffold.kinds import standing_kinds

    tell("")
    for name, value in answers.items():
        words = SUMMARY.get(name, name.replace("_", " "))
        if name == "kinds" and isinstance(value, list):
            value = [*(kind.name for kind in standing_kinds()), *value]
        if isinstance(value, list):
            value = ", ".join(map(str, value)) or "none"
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        tell(f"  {words:<16} {shown(str(value))}")
    return confirm(f"Make the project in {shown(str(target))}?")


def _ask_name(question: str, default: str, check: Callable[[str], None]) -> str:
    from scaffold.cli.prompts import valid_text

    return valid_text(question, check, default)
