"""The program: its options, its exit codes, how errors are shown."""

import importlib
import os
import re
from contextlib import nullcontext
from itertools import pairwise
from typing import Annotated, Any

import typer

from scaffold.cli.help import HELP, App
from scaffold.cli.output import STOPPED, guarded, result, tell
from scaffold.cli.progress import working
from scaffold.errors import ScaffoldError
from scaffold.names import nearest

app = App(
    name="scaffold",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 something to report, 2 could not do it, 130 stopped.",
)
# What each command needs of this package: the others are not imported to run it.
MODULES = {name: told.module or name for name, told in HELP.items() if " " not in name}
PROGRAMS = ("scaffold", "inngest-scaffold")
# What people call commands elsewhere.
_ALSO_CALLED = {
    "init": "new", "create": "new", "add": "add-function", "generate": "add-function",
    "remove": "remove-function", "delete": "remove-function", "rename": "rename-function",
    "lint": "check", "ls": "list", "upgrade": "update", "status": "doctor", "revert": "undo",
    "install": "hook install", "uninstall": "hook uninstall",
}  # fmt: skip


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    0: done, nothing to report. 1: diagnostics, drift or conflicts. 2: could not do it.
    130: stopped by the user.
    """
    called = MODULES.get(arguments[0]) if arguments else None
    if any(complete_variable(each) in os.environ for each in PROGRAMS):
        return _complete()
    if called:
        importlib.import_module(f"scaffold.cli.{called}")
    else:
        load_commands()
    as_json = not {"--json", "--format=json"}.isdisjoint(arguments) or (
        ("--format", "json") in pairwise(arguments)
    )

    def command() -> int:
        _refuse_unknown_command(arguments)
        return _code_of(arguments)

    return guarded(command, as_json=as_json)


def complete_variable(program: str) -> str:
    """Return the variable in which a shell asks a program what to complete."""
    return f"_{program.replace('-', '_').upper()}_COMPLETE"


def _complete() -> int:
    """Answer a shell that completes a line; whatever is wrong there, it is told nothing."""
    from typer._completion_classes import completion_init

    load_commands()
    completion_init()
    for program in PROGRAMS:
        if complete_variable(program) in os.environ:
            # Typer reads the rest of the line from the environment, and ends by itself.
            app(args=[], prog_name=program, standalone_mode=False)
    return 0


def load_commands() -> None:
    """Import the module of every command."""
    for module in dict.fromkeys(MODULES.values()):
        importlib.import_module(f"scaffold.cli.{module}")


def _refuse_unknown_command(arguments: list[str]) -> None:
    """Raise ScaffoldError for a command that is not there, with the nearest one that is."""
    words = [each for each in arguments[:2] if not each.startswith("-")]
    if not words:
        return
    below = [each.partition(" ")[2] for each in HELP if each.startswith(f"{words[0]} ")]
    if words[0] in MODULES and (not below or len(words) < 2 or words[1] in below):
        return
    within = f"{words[0]} " if words[0] in MODULES else ""
    asked = words[1] if within else words[0]
    known = below if within else [*MODULES]
    starting = [each for each in known if each.startswith(asked)]
    near = starting[0] if len(starting) == 1 else nearest(asked, known)
    if not within and asked in _ALSO_CALLED:
        near = _ALSO_CALLED[asked]
    raise ScaffoldError(
        f"there is no command `{within}{asked}`",
        f"did you mean `scaffold {within}{near}`?"
        if near
        else f"`scaffold {within}--help` lists the commands",
    )


def options_of_commands() -> dict[str, frozenset[str]]:
    """Return each command, those of a group by both words, and its options."""
    load_commands()
    found: dict[str, frozenset[str]] = {}
    for name, command in typer.main.get_group(app).commands.items():
        below = getattr(command, "commands", {})
        for words, each in ((name, command), *((f"{name} {one}", below[one]) for one in below)):
            options = {option for one in each.params for option in (*one.opts, *one.secondary_opts)}
            found[words] = frozenset(option for option in options if option.startswith("-"))
    return found


def _code_of(arguments: list[str]) -> int:
    doing = HELP[arguments[0]].doing if arguments and arguments[0] in HELP else ""
    try:
        with working(doing) if doing else nullcontext():
            code = app(args=arguments, prog_name=PROGRAMS[0], standalone_mode=False)
    except typer.Exit as exit_:
        code = exit_.exit_code
    except typer.Abort:
        code = STOPPED
    except (ScaffoldError, OSError, RecursionError, MemoryError):
        raise
    except Exception as error:
        # Typer's usage errors have a message of their own; anything else is a bug.
        if not hasattr(error, "format_message"):
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            tell(str(error.format_message()).rstrip())
            return 2
        raise _in_our_words(error, arguments) from None
    # Typer makes a code of a stop, and says nothing.
    if code == STOPPED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _in_our_words(error: Any, arguments: list[str]) -> ScaffoldError:
    """Return a usage error of Typer's as the rest of the program would say it."""
    said = str(error.format_message()).strip()
    said, _, near = said.partition(" Did you mean ")
    said, _, several = said.partition(" (Possible options: ")
    asked = " ".join(each for each in arguments[:1] if each in MODULES)
    command = f"{PROGRAMS[0]} {asked}".strip()
    if getattr(error, "ctx", None) is not None:
        command = error.ctx.command_path
    hint = f"`{command} --help` shows what it takes"
    said = re.sub(r"'([^']*)'", r"`\1`", said).replace("argument(s) (", "arguments (")
    names = (near.rstrip("?") or several.rstrip(")")).replace("'", "`")
    if names:
        hint = f"did you mean {names if '`' in names else f'`{names}`'}?"
    return ScaffoldError(f"{said[:1].lower()}{said[1:].rstrip('.')}", hint)


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    """Scaffold Inngest projects: every rule has a check, every function is served.

    `scaffold new` makes a project, `scaffold adopt` is for one that is there; `scaffold COMMAND
    --help` shows options and examples.
    """
    if version:
        from importlib.metadata import version as installed

        result(f"scaffold {installed('inngest-scaffold')}")
        raise typer.Exit
