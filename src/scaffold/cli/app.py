"""The program: its options, its exit codes, how errors are shown."""

import importlib
import io
from itertools import pairwise
from typing import Annotated

import typer

from scaffold.cli.output import (
    in_words,
    report_error,
    report_recovered,
    result,
    status,
)
from scaffold.disk import interrupts
from scaffold.errors import ScaffoldError

app = typer.Typer(
    name="scaffold",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# What each command needs of this package: the others are not imported to run it.
MODULES = {
    "new": "new",
    "add-function": "functions",
    "remove-function": "functions",
    "rename-function": "functions",
    "check": "check",
    "explain": "check",
    "list": "check",
    "update": "update",
    "doctor": "doctor",
    "adopt": "adopt",
    "hook": "hook",
    "undo": "undo",
    "verify": "verify",
}


_STOPPED = 130


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    0: done, nothing to report. 1: diagnostics, drift or conflicts. 2: could not do it.
    130: stopped by the user.
    """
    called = MODULES.get(arguments[0]) if arguments else None
    for module in [called] if called else dict.fromkeys(MODULES.values()):
        importlib.import_module(f"scaffold.cli.{module}")
    as_json = "--json" in arguments or _asks_for_json(arguments)
    try:
        with interrupts.watched():
            code = _code_of(arguments, as_json=as_json)
            interrupts.settle()
            return code
    except ScaffoldError as error:
        report_recovered()
        report_error(error, as_json=as_json)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        status(interrupts.sentence())
        return _STOPPED


def options_of_commands() -> dict[str, frozenset[str]]:
    """Return each command, those of a group by both words, and its options."""
    for module in dict.fromkeys(MODULES.values()):
        importlib.import_module(f"scaffold.cli.{module}")
    found: dict[str, frozenset[str]] = {}
    for name, command in typer.main.get_group(app).commands.items():
        below = getattr(command, "commands", {})
        for words, each in ((name, command), *((f"{name} {one}", below[one]) for one in below)):
            options = {option for one in each.params for option in (*one.opts, *one.secondary_opts)}
            found[words] = frozenset(option for option in options if option.startswith("-"))
    return found


def _code_of(arguments: list[str], *, as_json: bool) -> int:
    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.Exit as exit_:
        code = exit_.exit_code
    except (ScaffoldError, BrokenPipeError, typer.Abort):
        raise
    except (OSError, RecursionError, MemoryError) as error:
        report_recovered()
        report_error(in_words(error), as_json=as_json)
        return 2
    except Exception as error:
        # Typer's usage errors know how to show themselves; anything else is a bug.
        show = getattr(error, "show", None)
        if show is None:
            raise
        if as_json:
            report_error(ScaffoldError(error.format_message()), as_json=True)  # type: ignore[attr-defined]
        else:
            usage = io.StringIO()
            show(usage)
            status(usage.getvalue().rstrip("\n"))
        return 2
    # Typer makes a code of a stop, and says nothing.
    if code == _STOPPED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _asks_for_json(arguments: list[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Scaffold Inngest projects: every rule has a check, every function is served."""
    if version:
        from importlib.metadata import version as installed

        result(f"scaffold {installed('inngest-scaffold')}")
        raise typer.Exit
