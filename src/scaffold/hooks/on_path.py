"""Whether the program that hooks and scripts call would be found, and what to say when not."""

import os
import shlex
import sys
from pathlib import Path

from scaffold.disk.programs import find_program

PROGRAM = "inngest-scaffold"


def path_note() -> str | None:
    """Return what to tell somebody whose hooks would be silent; None when they find the program.

    For every command that wires hooks or writes a script that calls it.
    """
    if find_program(PROGRAM) is not None:
        return None
    return (
        f"`{PROGRAM}` is not on PATH: without it the hooks and the `check` script say nothing; "
        f"put this into the profile of your shell: {path_line()}"
    )


def path_line() -> str:
    """Return the line of a shell that puts the running program on PATH."""
    return f'export PATH={shlex.quote(str(_own_folder()))}:"$PATH"'


def _own_folder() -> Path:
    """Return the folder that the running program's own command stands in."""
    scripts = Path(sys.executable).parent
    if (scripts / PROGRAM).exists():
        return scripts
    return Path(os.path.abspath(sys.argv[0])).parent  # noqa: PTH100
