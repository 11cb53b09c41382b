"""What an agent has to mend before it stops: errors in what changed, over whole projects."""

# The functions of `os.path` here work on strings, as those of the hook do.
# ruff: noqa: PTH118, PTH120
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scaffold.checking.check import Report
from scaffold.checking.on_disk import CheckRequest, run_check
from scaffold.disk.git_files import changed_paths
from scaffold.disk.well_known import ANSWERS_FILE
from scaffold.disk.work_tree import find_work_tree
from scaffold.hooks.paths import is_below, upwards
from scaffold.project import Project
from scaffold.rules._rule import Diagnostic
from scaffold.syntax.language import language_of

# While one of these is in the git directory, most of what differs is not the agent's work.
_UNFINISHED = (
    "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply",
)  # fmt: skip


class Judged(NamedTuple):
    """A project in which something changed: the errors there, and why files were not read."""

    root: str
    errors: tuple[Diagnostic, ...]
    not_read: Mapping[str, str]


def judged_changes(start: str) -> Iterator[Judged]:
    """Yield each project in which something changed since the last commit, with its errors.

    `start` is the folder the agent works in. Without git everything counts as changed.
    """
    work_tree = find_work_tree(Path(start))
    if work_tree is None:
        root = upwards(start, (ANSWERS_FILE,)) or start
        report = _report(root, changed=False)
        yield Judged(root, _errors(report), report.skipped)
        return
    if any((work_tree.git_directory / name).exists() for name in _UNFINISHED):
        return
    top = str(work_tree.top)
    changed = changed_paths(work_tree.top, None)
    for root in sorted({_project_of(path, top) for path in changed if language_of(path)}):
        report = _report(root, changed=True)
        found = [
            one
            for one in _errors(report)
            # A project inside another one is judged by itself.
            if _project_of(os.path.relpath(os.path.join(root, one.path), top), top) == root
        ]
        yield Judged(root, tuple(found), report.skipped)


def _project_of(path: str, top: str) -> str:
    """Return the folder of the project that holds a file of a work tree."""
    folder = os.path.dirname(os.path.join(top, path))
    root = upwards(folder, (ANSWERS_FILE, ".git"))
    return root if root is not None and is_below(root, top) else top


def _report(root: str, *, changed: bool) -> Report:
    return run_check(Project(Path(root), None, None), CheckRequest(changed=changed))


def _errors(report: Report) -> tuple[Diagnostic, ...]:
    return tuple(one for one in report.diagnostics if one.severity == "error")
