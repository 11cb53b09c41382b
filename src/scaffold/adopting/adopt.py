"""Adopt a repository: what it is, the answers for it, our files and blocks, all or nothing."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scaffold.adopting.answers import Wanted, answers_of
from scaffold.adopting.detection import Detected, app_root, detect
from scaffold.adopting.placing import place
from scaffold.adopting.record import RECORD_FILE, record_of, written
from scaffold.adopting.report import described, first_to_fix
from scaffold.adopting.starting import Started, start
from scaffold.disk.changes import ChangeSet
from scaffold.disk.git import require_git
from scaffold.disk.transaction import Change
from scaffold.errors import ScaffoldError
from scaffold.functions.foreign_site import find_stack, unknown_sdk
from scaffold.functions.places import Places
from scaffold.inngest.frameworks import PYTHON, TYPESCRIPT
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.project import ANSWERS_FILE, Project, find_project, recorded_answers
from scaffold.stacks import stack_for
from scaffold.template import store as template_store
from scaffold.template.at import project_template
from scaffold.template.fresh_render import FreshRender, fresh_render
from scaffold.template.ownership import ours
from scaffold.template.questions import complete
from scaffold.template.recorded_answers import Recorded

AGENTS = ("codex", "cursor", "copilot")


# Shown what was found and is planned before anything is written; false ends without a change.
Confirm = Callable[[Detected, Sequence[Change]], bool]


def adopt(
    at: Prepared, places: Places, wanted: Wanted, confirm: Confirm, *, agent_files: bool = False
) -> Outcome:
    """Bring rules, skill, hooks and checks to a repository, to an app without Inngest its code too.

    With `agent_files`, files for agents are all that is wanted.
    Raises ScaffoldError, with nothing written, for a repository that `new` made, one that is not
    understood, and a file in the way; KeyboardInterrupt when `confirm` says no.
    """
    refuse_unknown_agents(wanted.agents)
    require_git()
    root = app_root(at.start, at.root)
    known = _adopted_already(root)
    if known is not None:
        return _again(at, known)
    found = detect(root, places)
    changes = ChangeSet(root)
    origin = "agent-files"
    notes: list[str] = []
    if not found.has_inngest and not agent_files:
        origin = "adopted"
        started = _start(changes, found, places)
        notes += started.notes
        changes.create(RECORD_FILE, written(record_of(changes.changes())))
        found = detect(root, started.places, changes)
    _refuse_without_inngest(found)
    answers = answers_of(found, origin, wanted)
    render = rendered(answers)
    placed = place(changes, ours(render.files))
    if not at.dry_run and not confirm(found, changes.changes()):
        raise KeyboardInterrupt
    ranking = first_to_fix(found.codebase)
    return carry_out(
        at,
        changes,
        unchanged=placed.unchanged,
        notes=(*notes, *placed.notes, *_notes(found), *ranking.notes),
        data={"detected": described(found), "answers": render.answers, **ranking.data},
    )


def _start(changes: ChangeSet, found: Detected, places: Places) -> Started:
    """Plan what an app without Inngest lacks."""
    if found.framework is None or not found.framework.starts:
        able = [each.title for each in (*TYPESCRIPT, *PYTHON) if each.starts]
        raise ScaffoldError(
            "there is no Inngest in this repository, and "
            + (f"it is a {found.framework.title} app" if found.framework else "no framework")
            + f"; it can be added to apps of {', '.join(able)}",
            "run this in the folder of such an app, or add the client and `serve()` by hand first "
            "(https://www.inngest.com/docs/learn/serving-inngest-functions)",
        )
    if places.sdk == "python" and found.language != "python":
        raise ScaffoldError("`--sdk python` does not fit this app", "leave it out")
    sdk = found.sdk or "v4"
    asked = found.codebase.packages.sdk(posixpath.join(found.folder, "index.ts"))
    if found.language != "python" and asked not in (None, sdk):
        raise ScaffoldError(
            f"`--sdk {sdk}` does not fit: the manifest asks for `inngest` {found.sdk_version}",
            "leave it out, or change the version there first",
        )
    stack = find_stack(found.language, sdk)
    assert stack is not None
    base = answers_of(found, "new", Wanted(hooks=False))
    given = {name: base[name] for name in ("project_name", "stack", "package_manager")}
    if stack.language != "python":
        given["sdk"] = sdk.removeprefix("v")
    seeds = rendered({**given, "kinds": [], "deployment": "none"}).files
    return start(changes, found, seeds, stack, places)


def refuse_unknown_agents(agents: tuple[str, ...]) -> None:
    """Raise ScaffoldError for an agent that no files are written for."""
    unknown = next((each for each in agents if each not in AGENTS), None)
    if unknown is not None:
        raise ScaffoldError(
            f"`--agent {unknown}`: there are no files for an agent of that name",
            f"use {', '.join(AGENTS)}; Claude Code always gets its files",
        )


def rendered(answers: Mapping[str, object]) -> FreshRender:
    """Return what the newest templates make of answers; those they do not ask are left out."""
    version = template_store.newest()
    template_store.place()
    recorded = Recorded(
        root=Path(), source=template_store.SOURCE, version=version, given=dict(answers)
    )
    with project_template(recorded) as template:
        questions = template.questions(version)
    asked = {question.name for question in questions}
    given = {name: value for name, value in answers.items() if name in asked}
    complete(questions, given, {name: f"`{name}`" for name in given})
    return fresh_render(template_store.SOURCE, version, given)


def _adopted_already(root: Path) -> Project | None:
    """The project at the root when it was adopted; None when nothing is recorded there."""
    if not (root / ANSWERS_FILE).exists():
        return None
    answers = recorded_answers(root)
    if stack_for(answers) is None or "project_name" not in answers:
        raise ScaffoldError(
            f"`{ANSWERS_FILE}` belongs to another template, and this repository follows that one",
            "rename that file (`copier update --answers-file` takes any name), and run this again",
        )
    project = find_project(root)
    if not project.is_adopted:
        raise ScaffoldError(
            "`scaffold new` made this project, so there is nothing to adopt",
            "see `scaffold update --check`",
        )
    return project


def _again(at: Prepared, project: Project) -> Outcome:
    """Change nothing where everything is done, and say what changes answers."""
    changes = ChangeSet(project.root)
    answers = {k: v for k, v in (project.answers or {}).items() if not k.startswith("_")}
    return carry_out(
        at,
        changes,
        unchanged=(ANSWERS_FILE,),
        notes=(
            "this repository is adopted already; `scaffold update --set KEY=VALUE` changes an "
            "answer, `scaffold adopt --remove` takes everything out",
        ),
        data={"answers": answers},
    )


def _refuse_without_inngest(found: Detected) -> None:
    if found.client is None and found.registry is None:
        raise ScaffoldError(
            "there is no Inngest in this repository: no file makes a client or serves functions",
            "leave `--agent-files` out to add it, or name the client's file with `--client PATH`",
            missing_flags=("--client",),
        )
    if found.sdk is None:
        raise unknown_sdk("this is")


def _notes(found: Detected) -> list[str]:
    notes = []
    if found.docs.lines > 200:
        notes.append(
            f"`CLAUDE.md` had {found.docs.lines} lines already, and agents follow a short one "
            "better: under 200 is the advice"
        )
    if found.registry is None:
        notes.append("no `serve()` was found, so no function can be added to it yet")
    elif found.registry.cause is not None:
        notes.append(
            f"`add-function` cannot add to the registry in `{found.registry.path}`: "
            f"{found.registry.cause.reason}"
        )
    return notes
