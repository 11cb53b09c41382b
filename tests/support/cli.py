"""Run the real command line in a process of its own."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.forks import Ended, run_program


@dataclass(frozen=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def scaffold(*arguments: str | Path, cwd: Path, stdin: str | None = "", **env: str) -> Done:
    """Run `scaffold` without a terminal; `stdin` None leaves an idle pipe open."""
    given = stdin.encode() if stdin is not None else None
    environment = {**os.environ, **env}
    return shown(run_program(arguments, cwd=cwd, environment=environment, stdin=given))


def shown(ended: Ended) -> Done:
    """Return what a command wrote as text."""
    out, err = (each.decode().replace("\r\n", "\n") for each in (ended.out, ended.err))
    return Done(ended.code, out, err)


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below a folder, without git's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }
