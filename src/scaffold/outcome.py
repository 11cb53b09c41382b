"""What a writing command did, or with `--dry-run` would do."""

from dataclasses import dataclass, field
from pathlib import Path

from scaffold.disk.changes import ChangeSet, interrupted, recover
from scaffold.errors import ScaffoldError


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


def prepare(root: Path, *, dry_run: bool) -> tuple[str, ...]:
    """Recover from a change that was interrupted; return what to tell the user of it.

    Raises ScaffoldError for a dry run, which must not write and has no whole tree to plan on.
    """
    if dry_run:
        if interrupted(root):
            raise ScaffoldError(
                "a change of this project was interrupted, so its files are half changed",
                "run the command without `--dry-run`: it recovers them first",
            )
        return ()
    recovered = recover(root)
    return (recovered,) if recovered else ()


def carry_out(
    changes: ChangeSet,
    *,
    dry_run: bool,
    unchanged: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
    data: dict[str, object] | None = None,
) -> Outcome:
    """Apply the changes, unless it is a dry run, and say what they are."""
    statuses = [(change.verb, change.path) for change in changes.changes()]
    diff = changes.diff() if dry_run else None
    if not dry_run:
        changes.apply()
    return Outcome(
        root=changes.root,
        statuses=(*statuses, *(("unchanged", path) for path in unchanged)),
        notes=notes,
        warnings=warnings,
        diff=diff,
        data=data or {},
    )
