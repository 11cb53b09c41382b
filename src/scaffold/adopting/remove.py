"""Take out of a repository exactly what adopting put in."""

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.project import ANSWERS_FILE, Project
from scaffold.template.at import project_template
from scaffold.template.recorded_answers import find_recorded
from scaffold.updating.block_file import without_part
from scaffold.updating.linked import link_at
from scaffold.updating.text_merge import plain


def remove(at: Prepared) -> Outcome:
    """Take out our files and blocks; what somebody edited stays, and is named.

    Raises ScaffoldError, with nothing changed, for a repository that was not adopted.
    """
    project = at.project
    _refuse_unadopted(project)
    recorded = find_recorded(project.root)
    with project_template(recorded) as template:
        render = template.recorded_render()
        owner = template.owners(render)
    changes = ChangeSet(project.root)
    kept = []
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
            kept.append(path)
    notes = [f"`{path}` stays: it was edited since; delete it yourself" for path in kept]
    return carry_out(at, changes, notes=tuple(notes), data={"kept": kept})


def _refuse_unadopted(project: Project) -> None:
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
