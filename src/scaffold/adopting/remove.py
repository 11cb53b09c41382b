"""Take out of a repository exactly what adopting put in."""

import posixpath

from scaffold.adopting.record import RECORD_FILE, Record, is_as_written, read_record, taken_out
from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.functions.importers import mentions, sources_that_mention
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.project import ANSWERS_FILE
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules
from scaffold.template.at import project_template
from scaffold.template.recorded_answers import find_recorded
from scaffold.updating.block_file import without_part
from scaffold.updating.linked import link_at
from scaffold.updating.text_merge import plain

_NO_RECORD = (
    f"`{RECORD_FILE}` is gone, so the code that was added is not known: bring it back from git, "
    "or take that out yourself"
)
_EDITED = "it was edited since; delete it yourself"
_CHANGED = "the lines that were added to it changed since; take them out yourself"


def remove(at: Prepared) -> Outcome:
    """Take out our files, blocks and code; what somebody edited or needs stays, and is named.

    Raises ScaffoldError, with nothing changed, for a repository that was not adopted.
    """
    project = at.project
    _refuse_unadopted(at)
    recorded = find_recorded(project.root)
    with project_template(recorded) as template:
        render = template.recorded_render()
        owner = template.owners(render)
    changes = ChangeSet(project.root)
    kept: dict[str, str] = {}
    missing: list[str] = []
    record = changes.read(RECORD_FILE)
    if record is not None:
        kept |= _take_out_code(changes, read_record(record))
        changes.delete(RECORD_FILE)
    elif (project.answers or {}).get("origin") == "adopted":
        missing.append(_NO_RECORD)
    for path, content in render.files.items():
        if path != ANSWERS_FILE and owner(path) == "seeded":
            continue
        current = changes.read(path)
        if current is None or link_at(project.root, path) is not None:
            continue
        if path == ANSWERS_FILE or plain(current) == plain(content):
            changes.delete(path)
        elif owner(path) == "block" and (rest := without_part(path, current, content)) is not None:
            changes.write(path, rest)
        else:
            kept[path] = _EDITED
    notes = [*missing, *(f"`{path}` stays: {why}" for path, why in kept.items())]
    return carry_out(at, changes, notes=tuple(notes), data={"kept": [*kept]})


def _refuse_unadopted(at: Prepared) -> None:
    project = at.project
    if project.answers is None or project.stack is None:
        raise ScaffoldError(
            f"nothing was adopted here: there is no `{ANSWERS_FILE}`",
            "run this in the repository that `scaffold adopt` was run in",
        )
    if not project.is_adopted:
        raise ScaffoldError(
            "`scaffold new` made this project, so there is nothing to take out",
            "delete what you do not want",
        )


def _take_out_code(changes: ChangeSet, record: Record) -> dict[str, str]:
    """Plan that the code goes which adopting wrote; return what stays, and why, so that it runs."""
    kept: dict[str, str] = {}
    for path in record.edited:
        if language_of(path) is not None:
            kept |= _edit(changes, record, path)
    going = {}
    for path, since in record.created.items():
        content = changes.read(path)
        if content is None or link_at(changes.root, path) is not None:
            continue
        if is_as_written(content, since):
            going[path] = content
        else:
            kept[path] = _EDITED
    needed = _needed(changes, set(going))
    kept |= needed
    for path in going.keys() - needed.keys():
        changes.delete(path)
    others = [path for path in record.edited if language_of(path) is None]
    user = _user_of_sdk(changes)
    for path in others:
        if user is not None and posixpath.basename(path) != ".env.example":
            kept[path] = f"`{user}` uses the packages that were added"
        else:
            kept |= _edit(changes, record, path)
    return kept


def _edit(changes: ChangeSet, record: Record, path: str) -> dict[str, str]:
    current = changes.read(path)
    if current is None or link_at(changes.root, path) is not None:
        return {}
    rest = taken_out(current, record.edited[path])
    if rest is None:
        return {path: _CHANGED}
    changes.write(path, rest)
    return {}


def _needed(changes: ChangeSet, going: set[str]) -> dict[str, str]:
    """The files among those to go that a file imports which stays."""
    modules = Modules(changes)
    users = {
        path: {each.path for each in mentions(changes, path, modules)} - {path}
        for path in sorted(going)
        if language_of(path) is not None
    }
    kept: dict[str, str] = {}
    while True:
        left = going - kept.keys()
        found = {
            path: f"`{min(stay)}` imports it"
            for path in sorted(left & users.keys())
            if (stay := users[path] - left)
        }
        for path in sorted(left - found.keys()):
            is_package = posixpath.basename(path) == "__init__.py"
            if is_package and (other := _beside(changes, path, left)) is not None:
                found[path] = f"`{other}` is in its package"
        if not found:
            return kept
        kept |= found


def _beside(changes: ChangeSet, path: str, going: set[str]) -> str | None:
    inside = posixpath.dirname(path) + "/"
    return next(
        (each for each in changes.paths() if each.startswith(inside) and each not in going), None
    )


def _user_of_sdk(changes: ChangeSet) -> str | None:
    """A file that still imports the SDK."""
    for source in sources_that_mention(changes, ("inngest",), Modules(changes)):
        if any(each.module.split("/")[0].split(".")[0] == "inngest" for each in imports(source)):
            return source.path
    return None
