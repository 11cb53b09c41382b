"""Whether a project is behind its template, and where it drifted; bring one file back.

Drift is where a project differs from a fresh render of its own version and answers.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from scaffold.disk.changes import ChangeSet
from scaffold.disk.git_history import not_committed
from scaffold.disk.patch import patch
from scaffold.disk.project_files import DiskFiles
from scaffold.errors import ScaffoldError
from scaffold.names import meant
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.project import ANSWERS_FILE
from scaffold.template.at import Owners, ProjectTemplate, project_template
from scaffold.template.fresh_render import FreshRender
from scaffold.template.ownership import Owner
from scaffold.template.recorded_answers import find_recorded, target_version
from scaffold.updating.block_file import has_our_part, is_settings, our_part, restored, without_next
from scaffold.updating.linked import link_at

Kind = Literal["edited", "deleted", "left over"]


@dataclass(frozen=True)
class Drift:
    """One file, or our part of it, that is not as the template makes it."""

    path: str
    kind: Kind
    expected: bytes | None
    actual: bytes | None


def find_drift(
    current: Callable[[str], bytes | None],
    rendered: Mapping[str, bytes],
    owner: Callable[[str], Owner],
) -> list[Drift]:
    """Return what differs from a render."""
    found = []
    for path, expected in rendered.items():
        if path != ANSWERS_FILE and owner(path) != "seeded":
            drift = _compared(path, current(path), expected, owner(path) == "block")
            if drift is not None:
                found.append(drift)
    return found


def _compared(path: str, actual: bytes | None, expected: bytes, block: bool) -> Drift | None:
    if actual is None:
        return Drift(path, "deleted", expected, None)
    if block:
        if has_our_part(path, actual, expected):
            return None
        if not is_settings(path):
            mine, theirs = our_part(path, actual), our_part(path, expected)
            return Drift(path, "edited", theirs + b"\n", mine + b"\n" if mine else b"")
    if without_next(actual) == without_next(expected):
        return None
    return Drift(path, "edited", without_next(expected), without_next(actual))


def drift_diff(drifts: Iterable[Drift]) -> str:
    """Return the differences as a diff from the template to the project, on LF text."""
    return patch([(drift.path, drift.expected, drift.actual, "100644") for drift in drifts])


@dataclass(frozen=True, kw_only=True)
class UpdateCheck:
    """The answer to: does the project follow its template?"""

    root: Path
    version: str
    newest: str
    changelog: str
    drift: tuple[Drift, ...]

    @property
    def behind(self) -> bool:
        """Whether the template has a newer version than the project."""
        return self.version != self.newest


def check_update(start: Path) -> UpdateCheck:
    """Compare a project with its template's newest version, and with its own version."""
    recorded = find_recorded(start)
    with project_template(recorded) as template:
        rendered = template.recorded_render()
        owner = template.owners(rendered)
        newest = target_version(recorded, None)
        if newest is None:
            newest = template.render(None, recorded.given)[0].version
        return UpdateCheck(
            root=recorded.root,
            version=recorded.version,
            newest=newest,
            changelog=template.changelog(newest),
            drift=tuple(_drift(template, rendered, owner)),
        )


def _drift(template: ProjectTemplate, rendered: FreshRender, owner: Owners) -> list[Drift]:
    root = template.recorded.root
    files = DiskFiles(root)
    # A link leads to a file of another name, which is judged by that name.
    own = {path: made for path, made in rendered.files.items() if link_at(root, path) is None}
    found = find_drift(files.read, own, owner)
    managed = [path for path in files.paths() if owner(path) == "managed"]
    unknown = [path for path in managed if path not in rendered.files]
    # A file that only looks like ours, because its name fits a pattern, is the user's: those that
    # some version of the template made are in its history.
    names = template.template_paths() if unknown else []
    left = [path for path in unknown if any(PurePosixPath(path).name in name for name in names)]
    found += [Drift(path, "left over", None, files.read(path)) for path in left]
    return sorted(found, key=lambda drift: drift.path)


def restore(at: Prepared, paths: Sequence[str]) -> Outcome:
    """Bring files, or our part of them, back to what the recorded version has.

    Raises ScaffoldError for a file the template does not make, and for one whose content would be
    lost: the user's own, or not committed.
    """
    recorded = find_recorded(at.start)
    changes = ChangeSet(recorded.root)
    unchanged = []
    with project_template(recorded) as template:
        rendered = template.recorded_render()
        owner = template.owners(rendered)
        for given in paths:
            path = _inside(recorded.root, at.start, given)
            _refuse_link(recorded.root, path)
            content = _restored(changes, path, rendered, owner)
            if content is None:
                unchanged.append(path)
            else:
                changes.write(path, content)
    edited = [change.path for change in changes.changes() if change.before is not None]
    lost = not_committed(recorded.root, edited) if edited else []
    if lost:
        raise ScaffoldError(
            f"`{lost[0]}` has edits that git could not bring back", "commit it, or move it away"
        )
    return carry_out(at, changes, unchanged=tuple(unchanged))


def _restored(changes: ChangeSet, path: str, rendered: FreshRender, owner: Owners) -> bytes | None:
    """Return the content to write, None when the file is as it should be."""
    expected = rendered.files.get(path)
    if expected is None:
        raise ScaffoldError(
            f"the template makes no `{path}` for this project at `{rendered.version}`",
            meant(path, rendered.files, "see `scaffold update --check`"),
        )
    current = changes.read(path)
    if current is None:
        return expected
    whose = owner(path)
    if whose == "seeded":
        raise ScaffoldError(
            f"`{path}` is yours since it was made, so it is not replaced",
            "use git to go back, or delete it first",
        )
    done = restored(path, current, expected, whose)
    if done is None:
        raise ScaffoldError(
            f"`{path}` is not restored: it is no JSON object, or holds something in our place",
            "make it valid, or delete it first",
        )
    return None if done == current else done


def _refuse_link(root: Path, path: str) -> None:
    link = link_at(root, path)
    if link is not None:
        raise ScaffoldError(
            f"`{path}` is a symbolic link to `{link}`, so restoring it would change that file",
            "restore the file it leads to, or remove the link first",
        )


def _inside(root: Path, start: Path, given: str) -> str:
    absolute = Path(os.path.normpath(start.absolute() / given))
    if not absolute.is_relative_to(root):
        raise ScaffoldError(f"`{given}` is outside the project `{root}`", "name a file in it")
    return absolute.relative_to(root).as_posix()
