"""Git obeys the settings of the repository it works in; nothing that they name is ever run."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.cli import Done, scaffold, tree
from tests.support.function_projects import git
from tests.support.hooks import edit_input, run_hook, stop_input
from tests.support.traps import Trap, embed, spring

READING = [
    ("check",),
    ("check", "--changed"),
    ("check", "--since", "HEAD~1"),
    ("check", "--fix", "--dry-run"),
    ("list",),
    ("update", "--check"),
    ("update", "--restore", "CLAUDE.md", "--dry-run"),
    ("add-function", "send-bill", "--event", "order/billed", "--dry-run"),
    ("remove-function", "on-user-created", "--dry-run", "--force"),
    ("rename-function", "on-user-created", "greet-user", "--dry-run"),
    ("hook", "stop"),
    ("hook", "post-edit"),
]
WRITING = [
    ("update", "--set", "deployment=vercel"),
    ("update", "--restore", "CLAUDE.md"),
    ("add-function", "send-bill", "--event", "order/billed"),
    ("remove-function", "on-user-created"),
    ("rename-function", "on-user-created", "greet-user"),
    ("hook", "install"),
    ("new", "inside", "--defaults"),
]
COMMANDS = [*READING, *WRITING]
ASKS_GIT = {"--changed", "--since", "stop", "remove-function", "--set", "new"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that `new` made, with commits."""
    folder = tmp_path_factory.mktemp("made")
    home = folder / "home"
    home.mkdir()
    done = scaffold("new", "shop", "--defaults", "--no-git", cwd=folder, HOME=str(home))
    assert done.code == 0, done.err
    return folder / "shop"


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path / "trap")


def copy_of(made: Path, target: Path) -> Path:
    root = Path(shutil.copytree(made, target))
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Start")
    return root


def run(command: tuple[str, ...], root: Path, **env: str) -> Done:
    if command == ("hook", "stop"):
        return run_hook("stop", stop_input(cwd=root), cwd=root)
    if command == ("hook", "post-edit"):
        given = edit_input(root / "inngest/onUserCreated.ts", cwd=root)
        return run_hook("post-edit", given, cwd=root)
    return scaffold(*command, cwd=root, **env)


def edit(root: Path) -> None:
    function = root / "inngest/onUserCreated.ts"
    function.write_text(function.read_text() + "// edited\n")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_runs_no_program_that_a_repository_names(
    command: tuple[str, ...], made: Path, tmp_path: Path, trap: Trap
) -> None:
    root = copy_of(made, tmp_path / "shop")
    spring(root, trap)
    check_runs_nothing(command, root, trap)


@pytest.mark.parametrize("command", [one for one in COMMANDS if ASKS_GIT & {*one}], ids=" ".join)
def test_takes_no_folder_of_a_clone_for_a_repository(
    command: tuple[str, ...], made: Path, tmp_path: Path, trap: Trap
) -> None:
    outer = tmp_path / "clone"
    outer.mkdir()
    root = Path(shutil.copytree(made, outer / "app"))
    git(outer, "init", "-q")
    git(outer, "add", "-A")
    git(outer, "commit", "-qm", "Start")
    embed(outer, root, trap)
    check_runs_nothing(command, root, trap)


def check_runs_nothing(command: tuple[str, ...], root: Path, trap: Trap) -> None:
    if command in READING:
        edit(root)
    before = tree(root)
    done = run(command, root)
    assert trap.runs == []
    assert "Traceback" not in done.err
    assert done.code == 0, done.err
    if command in READING:
        assert tree(root) == before


def test_the_traps_are_traps(made: Path, tmp_path: Path, trap: Trap) -> None:
    """Git as others start it does run what these repositories name."""
    root = copy_of(made, tmp_path / "shop")
    spring(root, trap)
    edit(root)
    # `worktree` leads elsewhere, and what is asked for is missing.
    for command in ("status", "diff HEAD -- inngest", "log -2", f"cat-file -p {'1' * 40}"):
        subprocess.run(
            ["git", "--work-tree=.", *command.split()], cwd=root, capture_output=True, input=b""
        )
    ran = "\n".join(trap.runs)
    named = ("trap clean", "trap process", "trap 2 ", "trap -G -o", "--verify", "trap command")
    assert [name for name in named if name not in ran] == []
