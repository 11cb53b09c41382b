"""Start programs other than git: those of the user's search path, for a limited time.

A folder of the search path that depends on where we are may be a cloned repository, so it is not
looked into. What is started is named by us; what a repository names is never run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_MOST = 100_000

_FROM = {
    "git": "https://git-scm.com/downloads",
    "node": "https://nodejs.org",
    "npm": "https://nodejs.org brings it",
    "npx": "https://nodejs.org brings it",
    "pnpm": "corepack enable pnpm",
    "yarn": "corepack enable yarn",
    "bun": "npm install --global bun",
    "uv": "pipx install uv",
    "poetry": "pipx install poetry",
    "pdm": "pipx install pdm",
    "pipenv": "pipx install pipenv",
    "python3": "https://www.python.org/downloads",
}


class Ran(NamedTuple):
    """How a program ended; `code` is None when it was stopped because it took too long."""

    code: int | None
    out: str
    err: str


def find_program(name: str) -> str | None:
    """Return the path of a program, None when the search path has none of that name."""
    path = os.environ.get("PATH", os.defpath)
    folders = [one for one in path.split(os.pathsep) if os.path.isabs(one)]  # noqa: PTH117
    return shutil.which(name, path=os.pathsep.join(folders))


def how_to_install(name: str) -> str:
    """Return where a program comes from: an address, or the command that installs it."""
    return _FROM.get(name, f"install {name}")


def run_program(
    arguments: Sequence[str], *, folder: Path, seconds: float, stdin: bytes = b""
) -> Ran:
    """Run a program and return how it ended, with the beginning of what it printed."""
    try:
        done = subprocess.run(
            [*arguments], cwd=folder, input=stdin, capture_output=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return Ran(None, "", "")
    except OSError as error:
        return Ran(127, "", error.strerror or str(error))
    return Ran(done.returncode, _text(done.stdout), _text(done.stderr))


def run_installer(
    arguments: Sequence[str], *, folder: Path, settings: Mapping[str, str], is_seen: bool
) -> Ran:
    """Run a program for as long as it takes; with `is_seen`, it writes to standard error itself."""
    streams = sys.stderr if is_seen else subprocess.PIPE
    try:
        done = subprocess.run(
            [*arguments],
            cwd=folder,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=streams,
            stderr=sys.stderr if is_seen else subprocess.STDOUT,
        )
    except OSError as error:
        return Ran(127, "", error.strerror or str(error))
    return Ran(done.returncode, _text((done.stdout or b"")[-_MOST:]), "")


def _text(printed: bytes) -> str:
    return printed[:_MOST].decode(errors="replace")
