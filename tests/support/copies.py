"""Copies of this process: what it has loaded, none of them has to load again."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path

from scaffold.cli.app import run


def in_copy(act: Callable[[], int | None]) -> int:
    """Do something in a copy of this process: the exit code, 0 for None, -9 when it was killed."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = act() or 0
        except Exception:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_in_copy(
    root: Path,
    arguments: list[str],
    before: Callable[[], None] = lambda: None,
    said: str | Path = os.devnull,
    **env: str,
) -> int:
    """Run a command of ours in a folder; what it says gets into a file."""

    def act() -> int:
        os.environ.update(env)
        os.chdir(root)
        for stream, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
            name = said if stream else os.devnull
            os.dup2(os.open(name, flags | os.O_APPEND | os.O_CREAT, 0o600), stream)
        before()
        return run(arguments)

    return in_copy(act)
