"""Make a project: ask, render beside the target, add the first functions, move into place."""

import os
import secrets
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scaffold import template_store
from scaffold.add_function import plan_functions
from scaffold.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.kinds import all_kinds
from scaffold.names import parse_project_name, refuse_module_name
from scaffold.project import find_project
from scaffold.questions import complete, read_questions
from scaffold.stacks import stack_for

# The words the summary uses for the answers, in the order it shows them.
SUMMARY = {
    "project_name": "name",
    "stack": "stack",
    "sdk": "Inngest SDK",
    "kinds": "functions",
    "package_manager": "package manager",
    "deployment": "deployment",
}


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
    next_commands: tuple[str, ...]
    git: tuple[str, ...]
    """The git steps taken, or that would be."""
    notes: tuple[str, ...]
    diff: str | None


def new(request: NewRequest, confirm: Callable[[Path, Mapping[str, object]], bool]) -> NewResult:
    """Make a project and return what was made.

    `confirm` is asked, with the target and the answers, before anything appears in it.
    Raises ScaffoldError and leaves nothing behind when it cannot be made.
    """
    given = dict(request.given)
    if request.directory is not None and "project_name" not in given:
        given["project_name"] = parse_project_name(request.directory.absolute().name)
    elif isinstance(given.get("project_name"), str):
        parse_project_name(str(given["project_name"]))
    if request.directory is not None:
        _check_target(request.directory)
    if shutil.which("git") is None:
        raise ScaffoldError(
            "cannot find `git`: templates are stored in a git bundle",
            "install git and run this again",
        )
    answers = _answers_so_far(request, given)
    parent = (request.directory or Path("project")).absolute().parent
    created = _make_parents(parent)
    # Named before it is made, so that an interrupt at any moment finds it.
    workspace = parent / f".scaffold-new-{secrets.token_hex(4)}"
    done = False
    try:
        workspace.mkdir(mode=0o700)
        made = _make(request, answers, workspace / "project", confirm)
        done = not request.dry_run
        return made
    except OSError as error:
        if error.errno is None:
            raise
        raise ScaffoldError(
            f"cannot write to `{parent}`: {error.strerror}",
            "choose another directory, make it writable or free some space; nothing was made",
        ) from None
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
        if not done:
            _remove_parents(created)


def _make(
    request: NewRequest,
    answers: Mapping[str, object],
    project: Path,
    confirm: Callable[[Path, Mapping[str, object]], bool],
) -> NewResult:
    from scaffold import copier_gateway

    source = request.template or template_store.place()
    ref = request.ref if request.template else template_store.newest()
    ask = request.interactive and not request.defaults
    recorded = copier_gateway.render(source, project, answers, ref=ref, ask=ask)
    name = str(recorded.get("project_name", ""))
    if request.directory is None:
        parse_project_name(name)
    stack = stack_for(recorded)
    if stack is not None and stack.language == "python":
        refuse_module_name(name)
    target = request.directory or Path(name)
    if request.directory is None:
        _check_target(target)
    _add_samples(project, recorded)
    notes: list[str] = []
    git = _git_steps(request, target)
    if request.dry_run:
        diff = _diff(project)
    else:
        if not confirm(target, recorded):
            raise KeyboardInterrupt
        diff = None
        notes += _run_git(project, git)
        target = _move_into_place(project, target)
    files = tuple(_files(project if request.dry_run else target))
    return NewResult(
        directory=target,
        answers=recorded,
        files=files,
        next_commands=_next_commands(target, recorded),
        git=git,
        notes=tuple(notes),
        diff=diff,
    )


def _answers_so_far(request: NewRequest, given: dict[str, object]) -> dict[str, object]:
    """Return what copier gets as data: what was given, or everything when nothing is asked."""
    folder = Path(request.template) if request.template else template_store.templates_folder()
    questions = read_questions(folder) if folder.is_dir() else []
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
    return given if asking else {name: answers[name] for name in (*given, *missing)}


def flag(question: str) -> str:
    """Return the option that answers a question."""
    return "--kind" if question == "kinds" else f"--{question.replace('_', '-')}"


def _check_target(target: Path) -> None:
    if target.is_symlink():
        raise ScaffoldError(
            f"`{target}` is a symbolic link", "name the directory it should be made in"
        )
    if target.is_dir():
        found = sorted(entry.name for entry in target.iterdir())
        if found:
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            raise ScaffoldError(
                f"`{target}` is not empty: it holds {', '.join(found[:3])}{more}",
                "choose another directory; nothing is ever overwritten",
            )
    elif target.exists():
        raise ScaffoldError(f"`{target}` is a file", "choose another directory")


def _make_parents(parent: Path) -> list[Path]:
    missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    try:
        parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _remove_parents(missing)
        raise ScaffoldError(
            f"cannot create `{parent}`: {error.strerror}", "choose another directory"
        ) from None
    return missing


def _remove_parents(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _add_samples(project: Path, answers: Mapping[str, object]) -> None:
    chosen = answers.get("kinds")
    if stack_for(answers) is None or not isinstance(chosen, list):
        return
    kinds = all_kinds()
    samples = [kind.sample for name, kind in kinds.items() if name == "event" or name in chosen]
    changes = ChangeSet(project)
    plan_functions(find_project(project), changes, samples)
    changes.apply()


def _diff(project: Path) -> str:
    empty = project.with_name("empty")
    empty.mkdir()
    changes = ChangeSet(empty)
    for path in _files(project):
        changes.create(path, (project / path).read_bytes())
    return changes.diff()


def _files(project: Path) -> list[str]:
    return sorted(
        path.relative_to(project).as_posix()
        for path in project.rglob("*")
        if path.is_file() and path.relative_to(project).parts[0] != ".git"
    )


def _git_steps(request: NewRequest, target: Path) -> tuple[str, ...]:
    if not request.git:
        return ()
    parent = target.absolute().parent
    existing = next(folder for folder in (parent, *parent.parents) if folder.is_dir())
    inside = subprocess.run(
        ["git", "-C", str(existing), "rev-parse", "--is-inside-work-tree"], capture_output=True
    )
    if inside.returncode == 0:
        return ()
    identity = subprocess.run(
        ["git", "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"],
        capture_output=True,
    )
    if identity.returncode != 0:
        return ("git init",)
    return ("git init", "git add --all", "git commit -m 'Create the project'")


def _run_git(project: Path, steps: tuple[str, ...]) -> list[str]:
    """Carry out the git steps; a commit that a hook or a signature stops is only noted."""
    commands = {
        "git init": ["init", "--quiet"],
        "git add --all": ["add", "--all"],
        "git commit -m 'Create the project'": ["commit", "--quiet", "-m", "Create the project"],
    }
    for step in steps:
        done = subprocess.run(
            ["git", "-C", str(project), *commands[step]], capture_output=True, text=True
        )
        if done.returncode != 0:
            return [f"`{step}` did not work: {done.stderr.strip() or done.stdout.strip()}"]
    return []


def _move_into_place(project: Path, target: Path) -> Path:
    project.chmod(0o777 & ~_umask())
    try:
        project.rename(target)
    except OSError as error:
        raise ScaffoldError(
            f"cannot move the project to `{target}`: {error.strerror}",
            "something appeared there meanwhile; choose another directory",
        ) from None
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _next_commands(target: Path, answers: Mapping[str, object]) -> tuple[str, ...]:
    stack = stack_for(answers)
    enter = f"cd {shlex.quote(str(target))}"
    if stack is None:
        return (enter,)
    return (enter, *stack.commands[str(answers["package_manager"])])
