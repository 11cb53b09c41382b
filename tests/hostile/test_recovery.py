"""What a killed command left is put in order before any other command reads or writes a thing."""

import ast
import importlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

import scaffold as package
from scaffold.cli.app import MODULES, app
from scaffold.disk.changes import ChangeSet
from scaffold.disk.git_index import in_conflict
from scaffold.disk.journal_store import interrupted
from scaffold.disk.recovery import recover
from tests.hostile.test_journal import sign
from tests.support.cli import scaffold, tree
from tests.support.copies import in_copy
from tests.support.function_projects import Repository, git, project
from tests.support.template_packages import call

# Every command, with options that let it write; what only reads is below.
WRITING = {
    "new": ["new", "inner/shop", "--defaults", "--no-git"],
    "add-function": ["add-function", "nightly", "--cron", "0 9 * * *"],
    "remove-function": ["remove-function", "on-user-created"],
    "rename-function": ["rename-function", "on-user-created", "welcome"],
    "check --fix": ["check", "--fix"],
    "check --update-baseline": ["check", "--baseline", "baseline.json", "--update-baseline"],
    "update": ["update"],
    "update --set": ["update", "--set", "deployment=railway"],
    "update --restore": ["update", "--restore", "CLAUDE.md"],
    "hook install": ["hook", "install"],
    "hook uninstall": ["hook", "uninstall"],
    "undo": ["undo"],
    "adopt": ["adopt", "--agent-files", "--non-interactive"],
}
READING = {
    "check": ["check"],
    "list": ["list"],
    "update --check": ["update", "--check"],
}
# They say nothing of a project, nothing that is not for an agent, or it among all that they find.
SILENT = {"completion", "explain", "hook post-edit", "hook stop", "verify", "doctor"}


def commands() -> Iterator[tuple[str, set[str]]]:
    """Every command with its options, as the program itself knows them."""
    for module in MODULES.values():
        importlib.import_module(f"scaffold.cli.{module}")
    for name, command in typer.main.get_group(app).commands.items():
        inner = getattr(command, "commands", {})
        for path, one in {f"{name} {each}": inner[each] for each in inner}.items() or [
            (name, command)
        ]:
            yield path, {option for parameter in one.params for option in parameter.opts}


def test_no_command_is_forgotten_here() -> None:
    known = {*WRITING, *READING, *SILENT}
    for name, options in commands():
        assert any(f"{one} ".startswith(f"{name} ") for one in known), name
        writes = any(f"{one} ".startswith(f"{name} ") for one in WRITING)
        assert writes == ("--dry-run" in options), name


@pytest.fixture
def shop(tmp_path: Path) -> Repository:
    return project(tmp_path / "shop", "nextjs-v4")


def interrupt(made: Repository) -> None:
    """Leave what a killed command leaves: a file that it made, and the record of it."""
    (made.root / "half-made.ts").write_bytes(b"half")
    sign(made.root, ("half-made.ts", None, b"half"))


@pytest.mark.parametrize("name", WRITING)
def test_every_command_that_writes_recovers_first_and_says_so(shop: Repository, name: str) -> None:
    interrupt(shop)
    done = scaffold(*WRITING[name], cwd=shop.root)
    assert "Traceback" not in done.err
    assert "an interrupted command was undone" in done.err
    assert not (shop.root / "half-made.ts").exists()
    assert not interrupted(shop.root)


@pytest.mark.parametrize("name", sorted(WRITING.keys() - {"new", "check --update-baseline"}))
def test_a_dry_run_plans_nothing_on_half_a_project(shop: Repository, name: str) -> None:
    interrupt(shop)
    before = tree(shop.root)
    done = scaffold(*WRITING[name], "--dry-run", cwd=shop.root)
    assert done.code == 2
    if name != "update --check":
        assert "was interrupted" in done.err
    assert tree(shop.root) == before
    assert interrupted(shop.root)


@pytest.mark.parametrize("name", READING)
def test_what_only_reads_leaves_it_and_says_so(shop: Repository, name: str) -> None:
    interrupt(shop)
    before = tree(shop.root)
    done = scaffold(*READING[name], cwd=shop.root)
    assert "was interrupted" in done.err
    assert tree(shop.root) == before
    assert interrupted(shop.root)


def test_a_command_that_then_fails_still_says_what_it_recovered(shop: Repository) -> None:
    interrupt(shop)
    done = scaffold("remove-function", "no-such-function", "--json", cwd=shop.root)
    assert done.code == 2
    assert "an interrupted command was undone" in done.err
    assert "no-such-function" in done.json["error"]["message"]


# Structure: what writes cannot be reached but through `prepare`


def modules() -> Iterator[tuple[str, ast.Module]]:
    folder = Path(package.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield name, ast.parse(path.read_text())


def names_of(tree_: ast.AST) -> set[str]:
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree_)
        if isinstance(node, ast.Name | ast.Attribute)
    }


def test_only_one_function_makes_a_project_to_write_to() -> None:
    calls: dict[str, set[str]] = {}
    methods: dict[str, set[str]] = {}
    for module, parsed in modules():
        for node in ast.walk(parsed):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                calls.setdefault(node.func.id, set()).add(module)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                methods.setdefault(node.func.attr, set()).add(module)
    assert calls["Prepared"] == {"outcome"}
    assert calls["recover"] == {"outcome"}
    assert calls["prepare"] == {"cli/output"}
    assert calls["commit"] == {"disk/changes"}
    assert methods["write_out"] == {"creating/new"}


def test_changes_are_applied_in_one_place() -> None:
    for module, parsed in modules():
        uses_changes = any(
            isinstance(node, ast.ImportFrom)
            and any(alias.name == "ChangeSet" for alias in node.names)
            for node in ast.walk(parsed)
        )
        applies = any(
            isinstance(node, ast.Attribute) and node.attr == "apply" for node in ast.walk(parsed)
        )
        assert not (uses_changes and applies) or module == "outcome", module


def test_whatever_carries_changes_out_was_given_a_whole_project() -> None:
    for module, parsed in modules():
        for node in ast.walk(parsed):
            if isinstance(node, ast.FunctionDef) and "carry_out" in names_of(node):
                given = [argument.arg for argument in node.args.args]
                assert "at" in given, f"{module}.{node.name}"


# A command that was killed, and is repeated, does what it does at once


def die_at_replace(number: int) -> None:
    """Kill this process at the n-th file that gets its new content."""
    real = os.replace
    count = 0

    def replace(source: str, target: str, **folders: int) -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)
        real(source, target, **folders)

    os.replace = replace  # type: ignore[assignment]


def killed_at_replace(number: int, root: Path, arguments: list[str]) -> int:
    """Run a command that dies at the n-th file; return its exit code, 0 when there are fewer."""

    def act() -> int:
        die_at_replace(number)
        return call(*arguments, cwd=root).code

    return in_copy(act)


def nothing(made: Repository) -> None:
    pass


def with_the_cron(made: Repository) -> None:
    made.add("nightly", cron="0 9 * * *")
    made.commit()


REPEATED: dict[str, tuple[Callable[[Repository], None], list[str]]] = {
    "the first cron": (nothing, ["add-function", "nightly", "--cron", "0 9 * * *"]),
    "the last cron": (with_the_cron, ["remove-function", "nightly"]),
    "rename": (nothing, ["rename-function", "on-user-created", "welcome-user"]),
    "answers": (nothing, ["update", "--set", "deployment=railway"]),
    "hooks": (nothing, ["hook", "uninstall"]),
}


@pytest.mark.parametrize("name", REPEATED)
def test_a_command_killed_anywhere_and_repeated_does_all_of_it(tmp_path: Path, name: str) -> None:
    prepare, arguments = REPEATED[name]
    start = project(tmp_path / "start", "nextjs-v4")
    prepare(start)
    whole = tmp_path / "whole"
    shutil.copytree(start.root, whole, symlinks=True)
    assert scaffold(*arguments, cwd=whole).code == 0
    shop = tmp_path / "shop"
    killed = 0
    for number in (1, 3, 9, 34):  # some of the files that it replaces, and the last
        shutil.rmtree(shop, ignore_errors=True)
        shutil.copytree(start.root, shop, symlinks=True)
        code = killed_at_replace(number, shop, arguments)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        killed += 1
        again = scaffold(*arguments, cwd=shop).code
        if tree(shop) == tree(whole) and again == 2:
            # It had made everything: what is removed or renamed already is not there any more.
            continue
        assert again == 0, number
        assert tree(shop) == tree(whole), number
    assert killed > 1
    assert not interrupted(shop)


# Conflict markers that git does not know


MARKED = b"<<<<<<< before updating\nmine\n=======\ntheirs\n>>>>>>> after updating\n"


def unmerged(root: Path) -> bool:
    return bool(git(root, "ls-files", "--unmerged").stdout)


@pytest.mark.parametrize("below", ["", "packages/shop/"])
def test_a_file_with_markers_is_one_that_git_knows_as_unmerged(tmp_path: Path, below: str) -> None:
    from tests.disk.test_changes import Fault, die

    root = tmp_path / below
    (root / "docs").mkdir(parents=True)
    old = {"docs/CLAUDE.md": b"mine\n", "a.txt": b"a\n"}
    for path, content in old.items():
        (root / path).write_bytes(content)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Start")
    sides = {"docs/CLAUDE.md": (b"base\n", b"mine\n", b"theirs\n")}
    found = set()
    for at in range(1, 300):
        git(tmp_path, "reset", "-q", "--hard")
        assert not unmerged(root)

        def update(at: int = at) -> None:
            plan = ChangeSet(root)
            plan.write("docs/CLAUDE.md", MARKED)
            plan.write("a.txt", b"b\n")
            index = in_conflict(root, sides)
            Fault(at, die).install()
            plan.apply(index)

        code = in_copy(update)
        if (root / "docs/CLAUDE.md").read_bytes() == MARKED:
            assert unmerged(root), at
        told = recover(root)
        now = {path: (root / path).read_bytes() for path in old}
        if now == old:
            assert not unmerged(root), at
            assert git(tmp_path, "status", "--porcelain").stdout == b"", at
        else:
            assert now == {"docs/CLAUDE.md": MARKED, "a.txt": b"b\n"}
            assert unmerged(root)
        found.add((now == old, told is not None))
        if code == 0:
            break
    else:
        pytest.fail("never came to an end")
    assert {(True, True), (False, True), (False, False)} <= found
    stages = git(tmp_path, "ls-files", "--stage", "--", f"{below}docs").stdout.decode().split("\n")
    assert [line.split()[2] for line in stages if line] == ["1", "2", "3"]
    assert git(tmp_path, "show", f":3:{below}docs/CLAUDE.md").stdout == b"theirs\n"


def test_a_conflict_that_git_cannot_be_told_of_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Start")
    plan = ChangeSet(tmp_path)
    plan.write("a.md", MARKED)
    index = in_conflict(tmp_path, {"a.md": (b"base\n", b"mine\n", b"theirs\n")})
    # Another git is at work on the index.
    (tmp_path / ".git/index.lock").write_bytes(b"")
    with pytest.raises(Exception, match="git could not be told"):
        plan.apply(index)
    (tmp_path / ".git/index.lock").unlink()
    assert (tmp_path / "a.md").read_bytes() == b"mine\n"
    assert not interrupted(tmp_path)
    assert not unmerged(tmp_path)


def test_what_the_user_resolved_after_the_crash_stays_resolved(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine\n")
    (tmp_path / "b.txt").write_bytes(b"b\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Start")

    def update() -> None:
        plan = ChangeSet(tmp_path)
        plan.write("a.md", MARKED)
        plan.write("b.txt", b"c\n")
        index = in_conflict(tmp_path, {"a.md": (b"base\n", b"mine\n", b"theirs\n")})
        die_at_replace(3)
        plan.apply(index)

    assert in_copy(update) == -signal.SIGKILL
    assert unmerged(tmp_path)
    (tmp_path / "a.md").write_bytes(b"resolved\n")
    subprocess.run(["git", "add", "a.md"], cwd=tmp_path, check=True)
    told = recover(tmp_path)
    assert told is not None
    assert "left alone: `a.md`" in told
    assert (tmp_path / "a.md").read_bytes() == b"resolved\n"
    assert git(tmp_path, "show", ":a.md").stdout == b"resolved\n"
