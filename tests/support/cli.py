"""Run the real command line in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
    process = subprocess.Popen(
        [sys.executable, "-m", "scaffold", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if stdin is None:
        code = process.wait(timeout=60)
        streams = [stream for stream in (process.stdout, process.stderr) if stream]
        done = Done(code, *(stream.read() for stream in streams))
        for stream in (process.stdin, *streams):
            if stream:
                stream.close()
        return done
    out, err = process.communicate(stdin, timeout=120)
    return Done(process.returncode, out, err)


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below a folder, without git's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }
