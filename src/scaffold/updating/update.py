"""Follow the template: merge what changed between two renders of it into a project."""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scaffold.disk.changes import ChangeSet
from scaffold.disk.git_history import keep_aside, not_restorable, refuse_dirty
from scaffold.disk.git_index import in_conflict
from scaffold.disk.journal import IndexEdit
from scaffold.disk.transaction import Change
from scaffold.errors import ScaffoldError
from scaffold.outcome import Prepared, carry_out
from scaffold.project import ANSWERS_FILE, find_project
from scaffold.shown import argument
from scaffold.template.at import ProjectTemplate, project_template
from scaffold.template.fresh_render import FreshRender
from scaffold.template.ownership import Owner
from scaffold.template.recorded_answers import (
    FIXED,
    Recorded,
    find_recorded,
    in_order,
    parse_settings,
    target_version,
)
from scaffold.updating.block_file import restored
from scaffold.updating.linked import link_at
from scaffold.updating.text_merge import in_the_style_of
from scaffold.updating.update_merge import Decision, decide, differing, merge_seeded


@dataclass(frozen=True, kw_only=True)
class UpdateResult:
    """What an update did, or with `dry_run` would do."""

    root: Path
    old: str
    new: str
    changelog: str = ""
    files: tuple[Decision, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...]
    changed: bool = False
    diff: str | None = None
    resolve: tuple[str, ...] = ()
    """The commands that end a conflict."""
    undo: tuple[str, ...] = ()
    """The commands that bring the project back to its last commit."""

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The files with a conflict."""
        return tuple(file.path for file in self.files if file.status == "conflicted")


def update(
    at: Prepared, *, to: str | None = None, settings: Sequence[str] = (), ask: bool = False
) -> UpdateResult:
    """Update a project to a version of its template, or to other answers at its own version.

    `settings` are answers to change, as `KEY=VALUE`; `ask` lets a person answer new questions.
    Raises ScaffoldError and changes nothing when the project has changes that are not committed,
    or its answers do not fit.
    """
    recorded = find_recorded(at.start)
    if settings and to is not None:
        raise ScaffoldError(
            "`--set` changes answers at the recorded version, so it does not go with `--to`",
            "use one after the other, and commit in between",
        )
    with project_template(recorded) as template:
        version = target_version(recorded, to)
        refuse_dirty(recorded.root, ANSWERS_FILE)
        if not settings and version == recorded.version:
            return _nothing(recorded, at)
        old = template.recorded_render()
        if settings:
            answers = _changed_answers(template, old, settings)
            new, _ = template.render(recorded.version, answers)
            asked: list[str] = []
        else:
            new, asked = template.render(version, recorded.given, ask=ask)
        if old.version == new.version and old.answers == new.answers:
            return _nothing(recorded, at)
        return _apply(at, template, old, new, [] if ask else asked)


def _apply(
    at: Prepared,
    template: ProjectTemplate,
    old: FreshRender,
    new: FreshRender,
    asked: Sequence[str],
) -> UpdateResult:
    recorded = template.recorded
    owner = template.owners(old, new)
    changes = ChangeSet(recorded.root)
    links = {path for path in new.files if link_at(recorded.root, path) is not None}
    mine = {path: old.files[path] for path in old.files if path not in links}
    theirs = {path: new.files[path] for path in new.files if path not in links}
    decisions = decide(changes.read, mine, theirs, owner)
    decisions += [
        Decision(path, "kept", why="it is a symbolic link")
        for path in sorted(links)
        if owner(path) != "seeded" and old.files.get(path) != new.files[path]
    ]
    same_version = old.version == new.version
    seeded, notes = merge_seeded(changes.read, mine, theirs, owner, whole=same_version)
    decisions += seeded
    for decision in decisions:
        if decision.status == "deleted":
            changes.delete(decision.path)
        elif decision.content is not None:
            changes.write(decision.path, decision.content)
    answers = changes.read(ANSWERS_FILE) or b""
    changes.write(ANSWERS_FILE, in_the_style_of(answers, new.files[ANSWERS_FILE]))
    decisions.append(Decision(ANSWERS_FILE, "updated"))
    decisions.sort(key=lambda decision: decision.path)
    notes += [
        f"the question `{name}` is new, and takes `{_shown(new.answers.get(name))}`; "
        f"`scaffold update --set {name}=…` changes it"
        for name in asked
    ]
    conflicts = [decision.path for decision in decisions if decision.status == "conflicted"]
    done = changes.changes()
    before = {change.path: change.before for change in done if change.before is not None}
    lost = not_restorable(recorded.root, list(before))
    index: IndexEdit | None = None
    kept: Mapping[str, str] = {}
    if not at.dry_run:
        kept = keep_aside(recorded.root, {path: before[path] for path in lost})
        # What git does not track it cannot take for unmerged either.
        markers = [one for one in done if one.path in conflicts and one.path not in lost]
        index = _unmerged(recorded.root, markers, mine, theirs, owner)
    outcome = carry_out(at, changes, index=index)
    notes += [
        f"`{path}` is not committed; git keeps what it held, and the undo brings it back"
        for path in lost
    ]
    return UpdateResult(
        root=recorded.root,
        old=recorded.version,
        new=new.version,
        changelog=template.changelog(new.version),
        files=tuple(decisions),
        notes=tuple(notes),
        warnings=outcome.warnings,
        changed=bool(done),
        diff=outcome.diff,
        resolve=_resolve(at.start, recorded.root, [one for one in conflicts if one not in lost]),
        undo=_undo(at.start, recorded.root, done, lost, kept),
    )


def _unmerged(
    root: Path,
    changes: Sequence[Change],
    mine: Mapping[str, bytes],
    theirs: Mapping[str, bytes],
    owner: Callable[[str], Owner],
) -> IndexEdit | None:
    """Return how git learns of the files that get conflict markers.

    Each side is what the file would be if it had the template's lines and no edit of them.
    """

    def side(path: str, current: bytes, rendered: Mapping[str, bytes]) -> bytes:
        return restored(path, current, rendered[path], owner(path)) or current

    return in_conflict(
        root,
        {
            path: (side(path, before, mine), before, side(path, before, theirs))
            for path, before, _ in changes
            if before is not None
        },
    )


def _changed_answers(
    template: ProjectTemplate, old: FreshRender, settings: Sequence[str]
) -> dict[str, object]:
    recorded = template.recorded
    changed = parse_settings(settings, old.questions, recorded.given)
    answers: dict[str, object] = {**old.answers, **changed}
    if template.history is None:
        return answers
    for question in template.questions(recorded.version):
        if question.name in changed:
            value = changed[question.name]
            question.validated(value, answers, f"`--set {question.name}`")
            answers[question.name] = in_order(question, value, answers)
    fixed = [name for name in FIXED if answers.get(name) != old.answers.get(name)]
    if fixed:
        new, _ = template.render(recorded.version, answers)
        raise _refusal(template, fixed[0], answers[fixed[0]], old, new)
    return answers


def _refusal(
    template: ProjectTemplate, name: str, value: object, old: FreshRender, new: FreshRender
) -> ScaffoldError:
    root = template.recorded.root
    owner = template.owners(old)
    behind = [path for path in differing(old.files, new.files, owner) if (root / path).is_file()]
    stack = find_project(root).stack
    if stack is not None:
        folders = (stack.layout.functions, stack.layout.tests)
        code = [
            path
            for path in ChangeSet(root).paths()
            if path.startswith(tuple(f"{folder}/" for folder in folders))
            and path.endswith(stack.suffix)
        ]
        behind = sorted({*behind, *code})
    lines = "".join(f"\n    {path}" for path in behind)
    return ScaffoldError(
        f"`--set {name}={value}` is refused: these files are yours and would stay behind{lines}",
        "make a new project with that answer and move your code there",
    )


def _nothing(recorded: Recorded, at: Prepared) -> UpdateResult:
    return UpdateResult(
        root=recorded.root, old=recorded.version, new=recorded.version, warnings=at.warnings
    )


def _resolve(start: Path, root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    if not paths:
        return ()
    git = _git(start, root)
    return (f"{git} diff --check", f"{git} add -- {shlex.join(paths)}")


def _undo(
    start: Path, root: Path, done: Sequence[Change], lost: Sequence[str], kept: Mapping[str, str]
) -> tuple[str, ...]:
    git = _git(start, root)
    restored = [one.path for one in done if one.verb != "create" and one.path not in lost]
    created = [one.path for one in done if one.verb == "create"]
    commands = []
    if restored:
        commands.append(f"{git} restore --staged --worktree -- {shlex.join(restored)}")
    if created:
        commands.append(f"{git} clean -fqx -- {shlex.join(created)}")
    for path, blob in kept.items():
        # The shell opens the file, from where the command was given.
        file = os.path.relpath(root / path, start.absolute())
        commands.append(
            f"mkdir -p {argument(os.path.dirname(file) or '.')} && "  # noqa: PTH120
            f"{git} cat-file blob {blob} > {argument(file)}"
        )
    return tuple(commands)


def _git(start: Path, root: Path) -> str:
    start = start.absolute()
    return "git" if start == root else f"git -C {argument(os.path.relpath(root, start))}"


def _shown(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value).lower()
