"""What a writing command begins with, and what it did, or with `--dry-run` would do."""

from dataclasses import dataclass, field
from pathlib import Path

from scaffold.disk.changes import ChangeSet
from scaffold.disk.journal import IndexEdit, digest
from scaffold.disk.journal_store import interrupted
from scaffold.disk.recovery import recover, refuse_old_layout
from scaffold.disk.undo import forget, remember, remembered
from scaffold.errors import ScaffoldError
from scaffold.project import Project, find_project

UNDO = "scaffold undo"


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A project that is whole: what a command that writes reads, and all it may write to.

    Only `prepare` makes one, so nothing is read of a half-changed project.
    """

    start: Path
    project: Project
    dry_run: bool
    warnings: tuple[str, ...]
    """What was recovered."""

    @property
    def root(self) -> Path:
        """The root of the project."""
        return self.project.root


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The changed files, what to tell the user besides, and the diff of a dry run."""

    root: Path
    statuses: tuple[tuple[str, str], ...]
    """One verb and path per file: create, update, delete, unchanged."""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    diff: str | None = None
    data: dict[str, object] = field(default_factory=dict)
    """Facts of the command for `--json`."""
    undo: str | None = None
    """The command that takes back what was written."""


def prepare(start: Path, *, dry_run: bool) -> Prepared:
    """Recover from a change that was interrupted, then return the project that holds a folder.

    Raises ScaffoldError when it cannot be recovered, and for a dry run, which must not write and
    has no whole project to plan on.
    """
    start = start.absolute()
    warnings: tuple[str, ...] = ()
    if not dry_run:
        warnings = recovered(start)
    elif interrupted(start):
        raise ScaffoldError(
            "a change of this project was interrupted, so its files are half changed",
            "run the command without `--dry-run`: it recovers them first",
        )
    project = find_project(start)
    refuse_old_layout(start, project.root)
    return Prepared(start=start, project=project, dry_run=dry_run, warnings=warnings)


def recovered(start: Path) -> tuple[str, ...]:
    """Recover from an interrupted change around a folder, and return what to tell the user of it.

    Raises ScaffoldError when it cannot be recovered.
    """
    told = recover(start)
    return (told,) if told else ()


def carry_out(
    at: Prepared,
    changes: ChangeSet,
    *,
    unchanged: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
    data: dict[str, object] | None = None,
    index: IndexEdit | None = None,
) -> Outcome:
    """Apply the changes, unless it is a dry run, and say what they are.

    `index` is how git's index changes with them. Raises ScaffoldError when nothing was written.
    """
    statuses = [(change.verb, change.path) for change in changes.changes()]
    diff = changes.diff() if at.dry_run else None
    undo = None
    if not at.dry_run:
        changes.apply(index)
        if statuses and index is not None:
            forget(changes.root)  # git's index would stay as it is
        elif statuses and remember(changes.root, changes.changes()):
            undo = UNDO
    return Outcome(
        root=changes.root,
        statuses=(*statuses, *(("unchanged", path) for path in unchanged)),
        notes=notes,
        warnings=(*at.warnings, *warnings),
        diff=diff,
        data=data or {},
        undo=undo,
    )


def take_back(at: Prepared) -> Outcome:
    """Take back what the last command wrote in a project, and say what that is.

    Done twice, it makes the change again. Raises ScaffoldError, with nothing written, when nothing
    is known of a change, or a file of it changed since.
    """
    folders = [at.start, *at.start.parents]
    top = next((n for n, each in enumerate(folders) if (each / ".git").exists()), None)
    found = remembered(folders if top is None else folders[: top + 1])
    if found is None:
        raise ScaffoldError(
            f"nothing is known of a change to `{at.root}`, so there is nothing to take back",
            "see what changed last with `git status` and `git diff`",
        )
    root, entries = found
    changes = ChangeSet(root)
    for each in entries:
        if digest(changes.read(each.path)) != each.since:
            raise ScaffoldError(
                f"`{each.path}` changed since the command wrote it, so nothing was taken back",
                "commit it, or take the rest back by hand: `git diff` shows it",
            )
        if each.content is None:
            changes.delete(each.path)
        else:
            changes.write(each.path, each.content)
    return carry_out(at, changes)
