"""`scaffold add-function`, `remove-function` and `rename-function`."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.completing import functions
from scaffold.cli.kind_options import with_kind_options
from scaffold.cli.options import DryRun, Json, NonInteractive, Quiet
from scaffold.cli.output import begin, can_ask, report_outcome, status, tell
from scaffold.cli.places import Client, FunctionsDir, Registry, Sdk, asking, located
from scaffold.errors import ScaffoldError
from scaffold.kinds import Asked, every_option, marked, starts
from scaffold.shown import shown

if TYPE_CHECKING:
    from scaffold.functions.places import Places
    from scaffold.outcome import Outcome


@app.command("add-function")
@with_kind_options
def add_function_command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="Name it so, in any case: send-receipt.", show_default=False
        ),
    ] = None,
    client: Client = None,
    registry: Registry = None,
    functions_dir: FunctionsDir = None,
    sdk: Sdk = None,
    non_interactive: NonInteractive = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    quiet: Quiet = False,
    **options: str | int | None,
) -> None:
    """Add a function: file, test, typed event, import and registry entry, or nothing."""
    from scaffold.functions.add import add_function
    from scaffold.functions.places import Places
    from scaffold.inngest.registry.edit import NoRegistryError

    interactive = can_ask(non_interactive, as_json)
    given = {option: value for option, value in options.items() if value is not None}
    function = from_options = Asked(name or "", given)
    if name is None and not interactive:
        raise _nameless(function)
    at = begin(dry_run=dry_run)
    if interactive:
        from scaffold.cli.function_questions import complete

        stack = at.project.stack
        function = complete(function, stack.language if stack is not None else None)
    if not as_json:
        _say_schedules(function)
    places = Places(client=client, registry=registry, functions=functions_dir, sdk=sdk)

    def run(where: Places, *, only_plan: bool = False) -> "Outcome":
        here = replace(at, dry_run=True) if only_plan else at
        try:
            return add_function(here, function, where)
        except NoRegistryError as error:
            raise _pointing_to_adopt(error, at.start) from None

    if function == from_options:
        outcome = _added(run, function, places, interactive=interactive)
    else:
        outcome = _confirmed(run, function, places)
    report_outcome("add-function", outcome, as_json=as_json)
    _say_how_to_try(outcome, as_json=as_json, dry_run=dry_run)


def _pointing_to_adopt(error: ScaffoldError, start: Path) -> ScaffoldError:
    """Name the command that brings Inngest to an app, where there is an app without."""
    from scaffold.adopting.pointing import adopt_command

    command = adopt_command(start, with_inngest=False)
    if command is None:
        return error
    return ScaffoldError(error.message, f"bring Inngest to this app first: `{command}`")


@app.command("remove-function")
def remove_function_command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Remove the function with this ID or symbol.",
            show_default=False,
            autocompletion=functions,
        ),
    ],
    pair: Annotated[
        bool | None,
        typer.Option(
            "--pair/--no-pair",
            help="Remove the other half of a fan-out too, or not.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Delete files that git could not bring back.")
    ] = False,
    registry: Registry = None,
    non_interactive: NonInteractive = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Remove a function: the exact inverse of add-function."""
    from scaffold.functions.places import Places
    from scaffold.functions.remove import UndecidedPairError, remove_function

    interactive = can_ask(non_interactive, as_json)
    places = Places(registry=registry)
    at = begin(dry_run=dry_run)

    def run(where: Places, both: bool | None = pair) -> "Outcome":
        return remove_function(at, name, pair=both, force=force, registry=where.registry)

    try:
        outcome = asking(run, places, interactive)
    except UndecidedPairError as undecided:
        if not interactive:
            raise
        from scaffold.cli.prompts import confirm

        both = confirm(f"{shown(undecided.message)}. Remove both?")
        outcome = asking(lambda where: run(where, both), places, interactive)
    report_outcome("remove-function", outcome, as_json=as_json)


@app.command("rename-function")
def rename_function_command(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="Rename the function with this ID or symbol.",
            autocompletion=functions,
        ),
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="Name it so, in any case: send-receipt.")
    ],
    keep_id: Annotated[
        bool, typer.Option("--keep-id", help="Keep the function ID, so that no run is orphaned.")
    ] = False,
    registry: Registry = None,
    non_interactive: NonInteractive = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Rename a function: file, symbol, import, entry, tests and references."""
    from scaffold.functions.places import Places
    from scaffold.functions.rename import rename_function

    interactive = can_ask(non_interactive, as_json)
    places = Places(registry=registry)
    at = begin(dry_run=dry_run)

    def run(where: Places) -> "Outcome":
        return rename_function(at, old, new, keep_id=keep_id, registry=where.registry)

    report_outcome("rename-function", asking(run, places, interactive), as_json=as_json)


def _nameless(function: Asked) -> ScaffoldError:
    flags = () if marked(starts(), function) else [kind.mark.flag for kind in starts()]
    return ScaffoldError(
        "the function has no name",
        "name it by verb and noun: `scaffold add-function send-receipt`",
        missing_flags=("NAME", *flags),
    )


def _say_schedules(function: Asked) -> None:
    """Say in words when a function on a schedule runs."""
    for option in every_option():
        if option.value == "cron" and option.name in function.options:
            from scaffold.inngest.cron import cron_in_words

            status(f"schedule: {cron_in_words(str(function.options[option.name]))}")


def _added(
    run: "Callable[..., Outcome]", function: Asked, places: "Places", *, interactive: bool
) -> "Outcome":
    """Add a function that nothing was asked about; a place may have to be asked for."""
    try:
        return run(places)
    except ScaffoldError as error:
        if not interactive or not error.missing_flags:
            raise
        from scaffold.cli.function_questions import place_for

        return _confirmed(run, function, place_for(error, places))


def _confirmed(run: "Callable[..., Outcome]", function: Asked, places: "Places") -> "Outcome":
    """Add a function that a person was asked about, once they have seen what will be written."""
    planned, places = located(partial(run, only_plan=True), places, interactive=True)
    if planned.diff:
        _confirm_function(function, places, planned)
    return run(places)


def _confirm_function(function: Asked, places: "Places", planned: "Outcome") -> None:
    """Show every answer and what it comes to. Raises KeyboardInterrupt when that is not wanted."""
    from scaffold.cli.prompts import confirm

    where = {name: value for name, value in places._asdict().items() if value is not None}
    answers = {"name": function.name, **function.options, **where}
    width = max(map(len, answers))
    tell("")
    for name, value in answers.items():
        tell(f"  {name.replace('_', ' '):<{width}}  {shown(str(value)) or 'none'}")
    tell("")
    for verb, path in planned.statuses:
        tell(f"  {verb} {shown(path)}")
    if not confirm("Write this?"):
        raise KeyboardInterrupt


def _say_how_to_try(outcome: "Outcome", *, as_json: bool, dry_run: bool) -> None:
    sentences = outcome.data.get("try")
    if as_json or dry_run or not isinstance(sentences, list) or not sentences:
        return
    status("\nTo try it:")
    for sentence in sentences:
        status(f"  - {sentence}")
