"""`scaffold completion`: what a shell reads to complete commands, options and their values."""

import re
from typing import Annotated

import typer

from scaffold.cli.app import PROGRAMS, app, complete_variable
from scaffold.cli.completing import among
from scaffold.cli.output import result
from scaffold.errors import ScaffoldError

SHELLS = ("bash", "zsh", "fish")


@app.command("completion")
def completion_command(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL",
            help="Complete in this shell: bash, zsh or fish.",
            autocompletion=among(SHELLS),
            show_default=False,
        ),
    ],
) -> None:
    """Print the lines that complete commands, options and their values in a shell.

    Put them where the shell reads them when it starts, as the examples show, and begin a new one.
    """
    from typer._completion_shared import get_completion_script

    if shell not in SHELLS:
        raise ScaffoldError(
            f"there is no completion for the shell `{shell}`", f"use one of {', '.join(SHELLS)}"
        )
    for program in PROGRAMS:
        script = get_completion_script(
            prog_name=program, complete_var=complete_variable(program), shell=shell
        )
        result(_for_any_zsh(script) if shell == "zsh" else script)


def _for_any_zsh(script: str) -> str:
    """Return a script that also works where nobody has loaded zsh's completion yet."""
    script = re.sub(r"^#compdef .*\n+", "", script)
    return f"(( $+functions[compdef] )) || {{ autoload -Uz compinit; compinit -u; }}\n{script}"
