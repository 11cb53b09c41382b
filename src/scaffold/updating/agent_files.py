"""Keep the files for coding agents in step with the kinds of function a project has."""

from collections.abc import Mapping, Set

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.kinds import chosen_kinds
from scaffold.project import ANSWERS_FILE, Project
from scaffold.template import store as template_store
from scaffold.template.ownership import ours, ownership, split_block
from scaffold.updating.linked import link_at


def refuse_newer(project: Project) -> None:
    """Raise ScaffoldError for a project whose files were made by a newer package than this."""
    answers = project.answers or {}
    source, version = answers.get("_src_path"), str(answers.get("_commit"))
    if source == template_store.SOURCE and version not in template_store.released():
        raise ScaffoldError(
            f"this project was made by version `{version}` of the templates, which this package "
            f"does not know (it knows `{template_store.newest()}`)",
            "upgrade inngest-scaffold",
        )


def change_kinds(
    project: Project,
    changes: ChangeSet,
    *,
    more: Set[str] = frozenset(),
    gone: Set[str] = frozenset(),
) -> list[str]:
    """Plan the answers, sections and rules files of other kinds; return notes for the user.

    A region that the user edited is left as it is, and a note says so.
    """
    answers = project.answers
    recorded = answers.get("kinds") if answers is not None else None
    if answers is None or not isinstance(recorded, list):
        return []
    kinds = ({str(kind) for kind in recorded} | more) - gone
    # Those that only the project's template knows keep their place behind ours.
    order = dict.fromkeys([*chosen_kinds(), *recorded])
    wanted = [kind for kind in order if kind in kinds]
    if wanted == recorded:
        return []
    old, known = _render(answers)
    notes = [
        f"the files for agents say nothing of `{kind}` yet: version `{answers['_commit']}` of the "
        "templates does not know it; `scaffold update` brings a newer one"
        for kind in wanted
        if kind not in known
    ]
    new, _ = _render({**answers, "kinds": [kind for kind in wanted if kind in known]})
    for path in sorted({*old, *new}):
        if link_at(project.root, path) is not None:
            continue
        before, after = old.get(path), new.get(path)
        if before != after and (note := _carry_over(changes, path, before, after)):
            notes.append(note)
    return notes


def _carry_over(
    changes: ChangeSet, path: str, before: bytes | None, after: bytes | None
) -> str | None:
    current = changes.read(path)
    if path == ANSWERS_FILE or current == before:
        if after is None:
            changes.delete(path)
        else:
            changes.write(path, after)
        return None
    if current is None:
        # The user deleted it, and a deleted file stays deleted.
        return None
    if before is not None and after is not None and ownership().owner(path) == "block":
        from scaffold.updating.text_merge import in_the_style_of, plain

        above, region, below = split_block(current)
        if region and plain(region) == split_block(before)[1]:
            replacement = in_the_style_of(region, split_block(after)[1])
            changes.write(path, above + replacement + below)
            return None
    return f"`{path}` is left as it is, because it was edited; `scaffold update` merges it"


def _render(answers: Mapping[str, object]) -> tuple[dict[str, bytes], list[object]]:
    """Return our files as the project's template makes them of answers, and the kinds it knows."""
    from scaffold.template.fresh_render import fresh_render  # few commands change the kinds
    from scaffold.template.questions import declared_question

    given = {name: value for name, value in answers.items() if not name.startswith("_")}
    render = fresh_render(str(answers["_src_path"]), str(answers["_commit"]), given)
    known = declared_question("kinds", render.questions.get("kinds")).allowed(given)
    return ours(render.files), list(chosen_kinds()) if known is None else known
