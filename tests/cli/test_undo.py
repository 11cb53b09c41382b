"""`scaffold undo` takes back what any command wrote; `new` says how its project goes again."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scaffold.cli.app import options_of_commands
from scaffold.template import store as template_store
from tests.support.adoptable import create_next_app, repository, with_inngest
from tests.support.cli import scaffold, tree
from tests.support.function_projects import project
from tests.support.template_packages import answers_for as answers
from tests.support.template_packages import call, make_project

WRITING = {
    "add-function": ["add-function", "send-bill", "--event", "order/billed", "--data", "id:str"],
    "add-function of a new kind": [
        "add-function",
        "ask-boss",
        "--event",
        "a/b",
        "--wait-for",
        "c/d",
    ],
    "remove-function": ["remove-function", "on-user-created"],
    "rename-function": ["rename-function", "on-user-created", "greet-user"],
    "hook install": ["hook", "install"],
    "hook uninstall": ["hook", "uninstall"],
    "check --fix": ["check", "--fix"],
    "check --update-baseline": ["check", "--baseline", "known.json", "--update-baseline"],
}


# These have a test of their own, below or where their commands are tested.
ELSEWHERE = {"new", "update", "adopt", "undo"}


def test_every_command_that_writes_is_here() -> None:
    writing = {name for name, options in options_of_commands().items() if "--dry-run" in options}
    here = {" ".join(words[:count]) for words in WRITING.values() for count in (1, 2)}
    assert writing <= here | ELSEWHERE


def break_registry(root: Path) -> None:
    registry = root / "app/api/inngest/route.ts"
    registry.write_text(registry.read_text().replace("    onUserCreated,\n", ""))


@pytest.mark.parametrize("arguments", WRITING.values(), ids=WRITING)
@pytest.mark.parametrize("has_git", [True, False])
def test_every_command_that_writes_is_taken_back(
    tmp_path: Path, arguments: list[str], has_git: bool
) -> None:
    root = project(tmp_path / "shop", "nextjs-v4").root
    (root / ".claude/settings.json").write_text('{"model": "x"}')
    if arguments == ["hook", "uninstall"]:
        assert call("hook", "install", cwd=root).code == 0
    if arguments[0] == "check":
        break_registry(root)
    if not has_git:
        (root / ".git").rename(tmp_path / "git")
        arguments = [*arguments, *(["--force"] if arguments[0] == "remove-function" else [])]
    before = tree(root)
    done = call(*arguments, cwd=root)
    assert done.code in (0, 1), done.err
    after = tree(root)
    assert after != before
    assert "undo: scaffold undo" in done.err
    dry = call("undo", "--dry-run", cwd=root)
    assert dry.code == 0
    assert tree(root) == after
    assert dry.out.startswith("diff --git")
    done = call("undo", cwd=root / "app")
    assert done.code == 0, done.err
    assert tree(root) == before
    # Once more makes the change again.
    assert call("undo", cwd=root).code == 0
    assert tree(root) == after


def test_restoring_a_file_is_taken_back(tmp_path: Path) -> None:
    made = answers("nextjs-v4")
    root = make_project(tmp_path / "shop", made, template_store.newest())
    (root / "AGENTS.md").unlink()
    done = call("update", "--restore", "AGENTS.md", cwd=root)
    assert (done.code, "undo: scaffold undo" in done.err) == (0, True), done.err
    assert call("undo", cwd=root).code == 0
    assert not (root / "AGENTS.md").exists()


def test_adopting_and_taking_it_out_are_taken_back(tmp_path: Path) -> None:
    root = repository(tmp_path / "app", with_inngest(create_next_app(src=True))).root
    before = tree(root)
    done = call("adopt", "--non-interactive", cwd=root)
    assert (done.code, "undo: scaffold undo" in done.err) == (0, True), done.err
    adopted = tree(root)
    assert call("undo", cwd=root).code == 0
    assert tree(root) == before
    assert call("undo", cwd=root).code == 0
    assert tree(root) == adopted
    done = call("adopt", "--remove", cwd=root)
    assert (done.code, "undo: scaffold undo" in done.err) == (0, True), done.err
    assert tree(root) != adopted
    assert call("undo", cwd=root).code == 0
    assert tree(root) == adopted


def test_nothing_is_taken_back_over_what_changed_since(tmp_path: Path) -> None:
    root = project(tmp_path / "shop", "nextjs-v4").root
    assert call(*WRITING["add-function"], cwd=root).code == 0
    (root / "inngest/sendBill.ts").write_text("// mine\n")
    before = tree(root)
    done = call("undo", cwd=root)
    assert done.code == 2
    assert "`inngest/sendBill.ts` changed since" in done.err
    assert tree(root) == before


def test_a_command_that_wrote_nothing_offers_nothing(tmp_path: Path) -> None:
    root = project(tmp_path / "shop", "nextjs-v4").root
    done = call("undo", "--json", cwd=root)
    assert done.code == 2
    assert "there is nothing to take back" in done.json["error"]["message"]
    assert call("hook", "install", cwd=root).code == 0
    done = call("hook", "install", cwd=root)
    assert "undo:" not in done.err
    done = call(*WRITING["add-function"], "--dry-run", cwd=root)
    assert "undo:" not in done.err
    assert "undo" not in call("hook", "install", "--json", cwd=root).json


def test_a_project_inside_another_is_its_own(tmp_path: Path) -> None:
    """What is kept of a folder around a repository is not the repository's."""
    outer = tmp_path / "outer"
    (outer / "package.json").parent.mkdir()
    (outer / "package.json").write_text("{}")
    assert call("hook", "install", cwd=outer).code == 0
    inner = project(outer / "shop", "nextjs-v4").root
    assert call("undo", cwd=inner).code == 2
    assert (outer / ".claude/settings.json").exists()


def nothing(folder: Path) -> None:
    pass


def empty(folder: Path) -> None:
    folder.mkdir()


def with_readme(folder: Path) -> None:
    folder.mkdir()
    (folder / "README.md").write_text("# Mine\n")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)


@pytest.mark.parametrize("prepare", [nothing, empty, with_readme])
def test_new_says_what_removes_it(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    prepare(tmp_path / "my shop")
    before = tree(tmp_path)
    done = scaffold("new", "my shop", "--project-name", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 0, done.err
    undo = re.search(r"^undo: (.*)$", done.err, re.MULTILINE)
    assert undo is not None
    subprocess.run(undo[1], shell=True, cwd=tmp_path, check=True)
    assert tree(tmp_path) == before
    assert (tmp_path / "my shop").exists() is (prepare is not nothing)
