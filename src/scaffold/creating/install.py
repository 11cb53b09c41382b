"""Install what a new project needs, with its own package manager, and commit the lock file."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scaffold.disk.git import Repository
from scaffold.disk.programs import find_program, how_to_install, run_installer
from scaffold.disk.work_tree import WorkTree
from scaffold.stacks import Stack

MESSAGE = "Create the project"
# In CI, Yarn refuses to write a lock file that is not there.
_SETTINGS = {"YARN_ENABLE_IMMUTABLE_INSTALLS": "false"}


class Installed(NamedTuple):
    """How installing went; the project is there in any case."""

    command: str
    problem: str = ""
    """Why it is not done, in a sentence; empty when it is."""
    note: str = ""
    """What is to be known of the lock file."""


def install(
    directory: Path, stack: Stack, manager: str, *, is_committed: bool, is_seen: bool
) -> Installed:
    """Install the packages of a project, and put the lock file into its first commit.

    With `is_seen`, the package manager speaks to the terminal itself.
    """
    command = stack.commands[manager][0]
    for part in command.split(" && "):
        problem = _run(shlex.split(part), part, directory, is_seen=is_seen)
        if problem:
            return Installed(command, problem)
    if not is_committed:
        return Installed(command)
    repository = Repository(WorkTree(directory, directory / ".git"), directory)
    for done in (
        repository.run("add", "--all"),
        repository.first_commit(MESSAGE, hooks=True, again=True),
    ):
        if done.code != 0:
            return Installed(command, note=f"the lock file is not committed: {done.why}")
    return Installed(command)


def _run(words: Sequence[str], command: str, directory: Path, *, is_seen: bool) -> str:
    """Run one command of a package manager; return why it did not work, or nothing."""
    name = words[0]
    # What the command before made in the project, such as the `pip` of a new environment.
    program = str(directory / name) if "/" in name else find_program(name)
    if program is None:
        return f"cannot find `{name}`, so nothing is installed: {how_to_install(name)}"
    done = run_installer(
        [program, *words[1:]], folder=directory, settings=_SETTINGS, is_seen=is_seen
    )
    if done.code == 0:
        return ""
    why = done.err or _last_line(done.out)
    return f"`{command}` failed with exit code {done.code}{why and f': {why}'}"


def _last_line(printed: str) -> str:
    lines = [line.strip() for line in printed.splitlines()]
    return next((line for line in reversed(lines) if line), "")[:200]
