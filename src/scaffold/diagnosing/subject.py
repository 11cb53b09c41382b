"""What is examined, and what an examination says of it."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from scaffold.checking.check import Report
from scaffold.checking.on_disk import CheckRequest, run_check
from scaffold.disk.programs import find_program, run_program
from scaffold.disk.project_files import DiskFiles
from scaffold.inngest.codebase import Codebase
from scaffold.project import Project
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import json_object, toml_object
from scaffold.template.ownership import split_block
from scaffold.template.recorded_answers import find_recorded
from scaffold.updating.update_check import UpdateCheck, check_update

_SECONDS = 15

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing that is wrong: what and why, and the command or the edit that mends it."""

    message: str
    mend: str
    path: str = ""
    line: int = 0
    severity: Severity = "error"
    name: str = ""
    """The examination that found it."""


def warning(message: str, mend: str, path: str = "", line: int = 0) -> Problem:
    """Return what may be wrong, and does not stop an app from running."""
    return Problem(message, mend, path, line, "warning")


class Subject:
    """A project, read once for all examinations; nothing of it is written or run."""

    def __init__(self, project: Project, commands: Mapping[str, frozenset[str]]) -> None:
        self.project = project
        self.commands = commands
        """The commands of this program, and the options of each."""
        self.files = DiskFiles(project.root)
        self._versions: dict[str, str | None] = {}

    @cached_property
    def codebase(self) -> Codebase:
        """The Inngest code of the project."""
        return Codebase(self.files)

    @cached_property
    def report(self) -> Report:
        """What `check` says. Raises ScaffoldError when it cannot say anything."""
        return run_check(self.project, CheckRequest())

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that Inngest is used in, or would be by what the manifests name."""
        if self.project.stack is not None:
            return frozenset({self.project.stack.language})
        paths = list(self.sources)
        if not paths:
            paths = [path for path in ("package.json", "pyproject.toml") if self.has(path)]
        return frozenset(
            "python" if path.endswith((".py", "pyproject.toml")) else "typescript" for path in paths
        )

    @cached_property
    def packages(self) -> tuple[str, ...]:
        """The folders of the packages that make a client; the root's where none is made."""
        found = {self.codebase.packages.folder(path) for path in self.clients}
        return tuple(sorted(found)) or ("",)

    @cached_property
    def clients(self) -> tuple[str, ...]:
        """The files of the app that make a client."""
        made = {one.outline.path for one in self.codebase.clients}
        return tuple(sorted(filter(is_app_file, made)))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The files of the app that make a client or a function."""
        made = {one.path for one in self.codebase.functions if is_app_file(one.path)}
        return tuple(sorted(made.union(self.clients)))

    @cached_property
    def update(self) -> UpdateCheck | None:
        """How the project stands to its template; None for one that we do not carry.

        Another template would have to be fetched. Raises ScaffoldError as `check_update` does.
        """
        if not self.restorable or not find_recorded(self.project.root).ours:
            return None
        return check_update(self.project.root)

    def version_of(self, program: str) -> str | None:
        """Return the version of a program on the search path, None when it says none."""
        if program not in self._versions:
            self._versions[program] = _version_of(program)
        return self._versions[program]

    def has(self, path: str) -> bool:
        """Whether a file that can be read is there."""
        return self.files.read(path) is not None

    def text(self, path: str) -> str:
        """Return the text of a file, with `\\n` at the end of lines; empty when it is not read."""
        content = self.files.read(path) or b""
        return content.decode(errors="replace").replace("\r\n", "\n").removeprefix("\ufeff")

    def line(self, path: str, at: int) -> int:
        """Return the line in which a place of that text is."""
        return self.text(path).count("\n", 0, at) + 1

    def told(self, rule: str) -> Iterator[Problem]:
        """Yield what `check` reports of one rule."""
        for each in self.report.diagnostics:
            if each.rule == rule:
                yield Problem(each.message, each.hint, each.path, each.line, each.severity)

    def table(self, path: str) -> Mapping[str, object]:
        """Return what a JSON or TOML file holds; nothing when it cannot be read."""
        return (toml_object if path.endswith(".toml") else json_object)(self.files, path)

    def ours(self, path: str) -> range:
        """Return the lines of a file that are our block's; none without one."""
        above, region, _ = split_block(self.files.read(path) or b"")
        first = above.count(b"\n") + 1
        return range(first, first + region.count(b"\n") + 1) if region else range(0)

    @property
    def restorable(self) -> bool:
        """Whether the project follows our template, so that `update --restore` can mend it."""
        return self.project.answers is not None


def _version_of(program: str) -> str | None:
    found = find_program(program)
    if found is None:
        return None
    # Not in the project: what a repository configures there does not count.
    ran = run_program([found, "--version"], folder=Path(found).parent, seconds=_SECONDS)
    match = re.search(r"\d+(?:\.\d+)+", ran.out)
    return match[0] if match is not None and ran.code == 0 else None
