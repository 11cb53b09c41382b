"""Make a project: ask, render beside the target, add the first functions, move into place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from scaffold.creating.install import MESSAGE
from scaffold.creating.target import (
    check_here,
    check_target,
    in_the_way,
    is_here,
    is_repository,
    move_into_place,
    with_title,
)
from scaffold.disk import interrupts, leftovers
from scaffold.disk.changes import ChangeSet
from scaffold.disk.git import Repository, require_git, run_outside
from scaffold.disk.patch import FilePatch, patch_below
from scaffold.disk.programs import find_program, how_to_install
from scaffold.disk.work_tree import WorkTree, find_work_tree
from scaffold.errors import ScaffoldError
from scaffold.functions.add import plan_functions
from scaffold.kinds import all_kinds
from scaffold.names import parse_project_name, refuse_module_name
from scaffold.outcome import recovered
from scaffold.project import find_project
from scaffold.shown import argument
from scaffold.stacks import stack_for
from scaffold.template import store as template_store
from scaffold.template.questions import (
    Question,
    complete,
    declared_question,
    new_defaults,
    read_questions,
    refuse_unknown,
)

_NAME = "project_name"
_INIT, _ADD, COMMIT = "git init", "git add --all", f"git commit -m '{MESSAGE}'"
# The words the summary uses for the answers, in the order it shows them.
SUMMARY = {
    "project_name": "name",
    "stack": "stack",
    "sdk": "Inngest SDK",
    "kinds": "functions",
    "package_manager": "package manager",
    "deployment": "deployment",
    "agent_hooks": "editor hooks",
}
# Says how the project came to the template, which nobody is asked.
_UNASKED = ("origin",)
Confirm = Callable[[Path, Mapping[str, object]], bool]
AskName = Callable[[str, str, Callable[[str], None]], str]


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """What was asked of `new`, from options, the answers file and the environment."""

    directory: Path | None
    given: Mapping[str, object]
    """Answers by question name."""
    sources: Mapping[str, str]
    """Where each given answer comes from, for messages."""
    defaults: bool
    interactive: bool
    dry_run: bool
    git: bool
    template: str | None = None
    ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewResult:
    """A project that was made, or with `dry_run` would be."""

    directory: Path
    answers: Mapping[str, object]
    files: tuple[str, ...]
    updated: tuple[str, ...]
    """Those of the files that take the place of one that was there."""
    is_filled: bool
    """Whether the directory was there, so that it stays when the project goes."""
    next_commands: tuple[str, ...]
    git: tuple[str, ...]
    """The git steps taken, or that would be."""
    notes: tuple[str, ...]
    diff: str | None


def new(request: NewRequest, confirm: Confirm, ask_name: AskName | None = None) -> NewResult:
    """Make a project and return what was made.

    `confirm` is asked, with the target and the answers, before anything appears in it. `ask_name`
    asks for the name first, which is the directory too, until the check that it gets is passed.
    Raises ScaffoldError and leaves nothing behind when it cannot be made.
    """
    told = () if request.dry_run else _what_was_left(request)
    given = dict(request.given)
    declared = _declared(request)
    name = next((each for each in declared.questions if each.name == _NAME), None)
    if request.directory is not None and _NAME not in given:
        # A team's own template may name its projects otherwise.
        if name is not None:
            given[_NAME] = parse_project_name(request.directory.absolute().name)
    elif isinstance(given.get(_NAME), str):
        parse_project_name(str(given[_NAME]))
    if request.directory is not None:
        check_target(request.directory)
    else:
        check_here()
    require_git()
    if request.directory is None and _NAME not in given and ask_name is not None and name:
        given[_NAME] = ask_name(name.help, str(name.default), _check_name)
    answers = _answers_so_far(request, given, declared)
    parent = (request.directory or Path("project")).absolute().parent
    try:
        with leftovers.workshop(parent) as workshop, leftovers.temporary():
            made = _make(request, answers, workshop, confirm, declared.preferred)
        return replace(made, notes=(*told, *made.notes))
    except OSError as error:
        if error.errno is None:
            raise
        raise ScaffoldError(
            f"cannot write to `{parent}`: {error.strerror}",
            "choose another directory, make it writable or free some space; nothing was made",
        ) from None


def _check_name(name: str) -> None:
    """Raise ScaffoldError for a name that no project can have here."""
    parse_project_name(name)
    check_target(Path(name))


def _what_was_left(request: NewRequest) -> tuple[str, ...]:
    """Put in order what killed commands left: others of this kind, and in the project around."""
    told = leftovers.tidy()
    place = (request.directory or Path("project")).absolute()
    around = next((folder for folder in place.parents if folder.is_dir()), None)
    return (*told, *(recovered(around) if around is not None else ()))


def _make(
    request: NewRequest,
    answers: Mapping[str, object],
    workshop: leftovers.Workshop,
    confirm: Confirm,
    preferred: Mapping[str, object],
) -> NewResult:
    project = workshop.folder / "project"
    copier_gateway = _copier()
    source = request.template or template_store.place()
    ref = request.ref if request.template else template_store.newest()
    ask = request.interactive and not request.defaults
    rendered = copier_gateway.render(
        source, project, answers, ref=ref, ask=ask, preferred=preferred
    )
    # Of a template that was fetched, the questions are known only now.
    refuse_unknown(rendered.questions, request.given, request.sources)
    recorded = rendered.answers
    target = _target(request, recorded)
    _add_samples(project, recorded)
    notes: list[str] = []
    git = _git_steps(request, target, project)
    files = tuple(_files(project))
    is_filled = target.is_dir()
    updated = tuple(name for name in in_the_way(target) if name in files)
    if request.dry_run:
        diff = _diff(project, target, updated)
    else:
        if not confirm(target, asked_answers(rendered.questions, recorded)):
            raise KeyboardInterrupt
        diff = None
        git, notes = _run_git(project, git, foreign=request.template is not None)
        if is_repository(target):
            notes.append("`.git` was there: nothing is committed yet")
        target = move_into_place(workshop, project, target)
    notes += _missing_programs(recorded)
    return NewResult(
        directory=target,
        answers=recorded,
        files=files,
        updated=updated,
        is_filled=is_filled,
        next_commands=_next_commands(target, recorded),
        git=git,
        notes=tuple(notes),
        diff=diff,
    )


def _target(request: NewRequest, answers: Mapping[str, object]) -> Path:
    """Return where the project goes. Raises ScaffoldError for a name that it cannot have there."""
    name = str(answers.get(_NAME, ""))
    stack = stack_for(answers)
    if request.directory is None:
        parse_project_name(name)
    if stack is not None and stack.language == "python":
        refuse_module_name(name)
    if request.directory is not None:
        return request.directory
    check_target(Path(name))
    return Path(name)


def _answers_so_far(
    request: NewRequest, given: dict[str, object], declared: "_Declared"
) -> dict[str, object]:
    """Return what copier gets as data: what was given, or everything when nothing is asked."""
    questions = [
        replace(question, default=declared.preferred.get(question.name, question.default))
        for question in declared.questions
    ]
    asking = request.interactive and not request.defaults
    if not questions:
        if not asking and not request.defaults:
            raise ScaffoldError(
                f"the questions of `{request.template}` are not known before it is fetched",
                "use `--defaults`, with `--answers FILE` for what has no default",
                missing_flags=("--defaults",),
            )
        return given
    if any(question.name == "origin" for question in questions):
        given = {"origin": "new", **given}
    answers, missing = complete(questions, given, request.sources)
    if missing and not asking and not request.defaults:
        flags = [flag(name) for name in missing]
        raise ScaffoldError(
            f"nobody can be asked for {', '.join(missing)}",
            f"add {' '.join(flags)}, or `--defaults`",
            missing_flags=flags,
        )
    # What a foreign template makes of the rest is copier's to say.
    if asking or request.template is not None:
        return given
    return {name: answers[name] for name in (*given, *missing)}


class _Declared(NamedTuple):
    """What a template says of its questions; nothing, before one that is elsewhere is fetched."""

    questions: Sequence[Question] = ()
    preferred: Mapping[str, object] = {}


def _declared(request: NewRequest) -> _Declared:
    """Return what the template declares in the version that is rendered, not as it lies there."""
    if request.template is None:
        return _read(template_store.templates_folder())
    if not Path(request.template).is_dir():
        return _Declared()
    with leftovers.temporary():
        return _read(_copier().fetched(request.template, request.ref))


def _read(folder: Path) -> _Declared:
    return _Declared(read_questions(folder), new_defaults(folder))


def _copier() -> ModuleType:
    with interrupts.deferred():
        from scaffold.template import copier_gateway

        copier_gateway.load()
    return copier_gateway


def flag(question: str) -> str:
    """Return the option that answers a question."""
    return "--kind" if question == "kinds" else f"--{question.replace('_', '-')}"


def _add_samples(project: Path, answers: Mapping[str, object]) -> None:
    chosen = answers.get("kinds")
    if stack_for(answers) is None or not isinstance(chosen, list):
        return
    # By name: in this order the events module declares their events.
    kinds = sorted(all_kinds().values(), key=lambda kind: kind.name)
    samples = [kind.sample for kind in kinds if not kind.choice or kind.name in chosen]
    changes = ChangeSet(project)
    plan_functions(find_project(project), changes, samples)
    changes.write_out()


def asked_answers(
    questions: Mapping[str, object], recorded: Mapping[str, object]
) -> dict[str, object]:
    """Return the answers to questions that a person is asked, in their order."""
    return {
        name: recorded[name]
        for name, declared in questions.items()
        if not name.startswith("_") and name in recorded and name not in _UNASKED
        if declared_question(name, declared).applies(recorded)
    }


def _missing_programs(answers: Mapping[str, object]) -> list[str]:
    """Return a sentence for each program that the next commands need and that is not there."""
    stack = stack_for(answers)
    if stack is None:
        return []
    manager = str(answers["package_manager"])
    program = {"pip": "python"}.get(manager, manager)
    needs = {program: "it installs the packages", **stack.needs}
    return [
        f"cannot find `{name}`: {why}; {how_to_install(name)}"
        for name, why in needs.items()
        if find_program(name) is None
    ]


def _diff(project: Path, target: Path, updated: tuple[str, ...]) -> str:
    files: list[FilePatch] = []
    for path in _files(project):
        content = (project / path).read_bytes()
        before = (target / path).read_bytes() if path in updated else None
        after = content if before is None else with_title(content, before)
        files.append((path, before, after, "100644"))
    return patch_below(target, files)


def _files(project: Path) -> list[str]:
    return sorted(
        path.relative_to(project).as_posix()
        for path in project.rglob("*")
        if path.is_file() and path.relative_to(project).parts[0] != ".git"
    )


def _git_steps(request: NewRequest, target: Path, project: Path) -> tuple[str, ...]:
    within = find_work_tree(target.absolute().parent) is not None
    if not request.git or within or is_repository(target):
        return ()
    settings = ("-c", "user.useConfigOnly=true")
    identity = run_outside(*settings, "var", "GIT_COMMITTER_IDENT", folder=project)
    return (_INIT,) if identity.code != 0 else (_INIT, _ADD, COMMIT)


def _run_git(
    project: Path, steps: tuple[str, ...], *, foreign: bool
) -> tuple[tuple[str, ...], list[str]]:
    """Carry out the git steps; return those that were, and notes on what was not.

    A hook or a signature of the user's may stop a commit. What their hooks do may depend on files
    of the project, and those of a `foreign` template are its author's: then no hook runs.
    Raises ScaffoldError when git cannot write the repository.
    """
    repository = Repository(WorkTree(project, project / ".git"), project)
    for number, step in enumerate(steps):
        if step == _INIT:
            done = run_outside("init", "--quiet", str(project), folder=project)
        elif step == _ADD:
            done = repository.run("add", "--all")
        else:
            done = repository.first_commit(MESSAGE, hooks=not foreign)
        if done.code == 0:
            continue
        if step != COMMIT or not _can_commit(repository):
            raise ScaffoldError(
                f"`{step}` failed, so nothing was made: {done.why}",
                "remove the cause, or use `--no-git`",
            )
        return steps[:number], [f"`{step}` did not work: {done.why}"]
    if foreign and COMMIT in steps and repository.has_hooks():
        return steps, ["no git hook of yours ran on the first commit: the template could steer it"]
    return steps, []


def _can_commit(repository: Repository) -> bool:
    """Whether git can write a commit when neither a hook nor a signature is asked for."""
    written = repository.run("write-tree")
    if written.code != 0:
        return False
    tree = written.out.decode().strip()
    made = repository.run("commit-tree", "--no-gpg-sign", "-m", "-", tree)
    if made.code != 0:
        return False
    # A branch needs room of its own: for its name, and for the log of where it was.
    commit, branch = made.out.decode().strip(), "refs/heads/scaffold-has-room"
    named = repository.run("update-ref", "--create-reflog", "-m", "-", branch, commit)
    return named.code == 0 and repository.run("update-ref", "-d", branch).code == 0


def _next_commands(target: Path, answers: Mapping[str, object]) -> tuple[str, ...]:
    stack = stack_for(answers)
    enter = () if is_here(target) else (f"cd {argument(str(target))}",)
    if stack is None:
        return enter
    return (*enter, *stack.commands[str(answers["package_manager"])])
