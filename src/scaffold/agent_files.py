"""Keep the files for coding agents in step with the kinds of function a project has."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scaffold import template_store
from scaffold.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.ownership import ownership, split_block
from scaffold.project import ANSWERS_FILE, Project

# The order in which answers list them: that of the question.
ORDER = ("cron", "fan-out", "approval", "webhook")


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


def with_kinds(project: Project, changes: ChangeSet, more: set[str]) -> list[str]:
    """Plan that these kinds are in the answers, beside those recorded; return notes."""
    recorded = _recorded(project)
    return [] if recorded is None else set_kinds(project, changes, recorded | more)


def without_kinds(project: Project, changes: ChangeSet, gone: set[str]) -> list[str]:
    """Plan that these kinds leave the answers; return notes for the user."""
    recorded = _recorded(project)
    return [] if recorded is None else set_kinds(project, changes, recorded - gone)


def _recorded(project: Project) -> set[str] | None:
    kinds = project.answers.get("kinds") if project.answers is not None else None
    return {str(kind) for kind in kinds} if isinstance(kinds, list) else None


def set_kinds(project: Project, changes: ChangeSet, kinds: set[str]) -> list[str]:
    """Plan the answers, sections and rules files of these kinds; return notes for the user.

    A region that the user edited is left as it is, and a note says so.
    """
    answers = project.answers
    if answers is None or "kinds" not in answers:
        return []
    wanted = [kind for kind in ORDER if kind in kinds]
    if wanted == answers["kinds"]:
        return []
    with _rendered(answers) as old, _rendered({**answers, "kinds": wanted}) as new:
        notes = []
        for path in sorted({*_ours(old), *_ours(new)}):
            before, after = _read(old / path), _read(new / path)
            if before == after:
                continue
            if note := _carry_over(changes, path, before, after):
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
        above, region, below = split_block(current)
        if region and _plain(region) == _plain(split_block(before)[1]):
            replacement = split_block(after)[1]
            if b"\r\n" in region:
                replacement = replacement.replace(b"\n", b"\r\n")
            changes.write(path, above + replacement + below)
            return None
    return f"`{path}` is left as it is, because it was edited; `scaffold update` merges it"


def _plain(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _ours(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        relative = path.relative_to(root).as_posix()
        if path.is_file() and (relative == ANSWERS_FILE or ownership().owner(relative) != "seeded"):
            yield relative


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


@contextmanager
def _rendered(answers: dict[str, object]) -> Iterator[Path]:
    """Render the project's template, at its recorded version, into a folder of its own."""
    import tempfile

    from scaffold import copier_gateway

    source, ref = str(answers["_src_path"]), str(answers["_commit"])
    if source == template_store.SOURCE:
        template_store.place()
    given = {name: value for name, value in answers.items() if not name.startswith("_")}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "project"
        copier_gateway.render(source, target, given, ref=ref)
        yield target
