"""What appears, changes or goes while a command is at work is seen before anything is written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scaffold.disk.changes import ChangeSet
from scaffold.disk.journal_store import interrupted
from scaffold.errors import ScaffoldError
from tests.checking.test_check_command import CLIENT, GOOD, SERVE, git, make, write
from tests.support.cli import scaffold, tree

LATE = GOOD.replace("good", "late")
SERVES_LATE = SERVE.replace('"./good";\n', '"./good";\nimport { late } from "./late";\n').replace(
    "[good]", "[good, late]"
)


def after_the_listing(root: Path, folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Let these files be written just after git has listed the project for the first time."""
    folder.mkdir()
    write(folder, files)
    real = shutil.which("git")
    copies = " && ".join(f"cp '{folder / name}' '{root / name}'" for name in files)
    program = folder / "git"
    program.write_text(
        f'#!/bin/sh\ncase " $* " in *" ls-files "*-co*)\n'
        f'  "{real}" "$@"; code=$?\n'
        f"  [ -e '{folder}/done' ] || ( {copies} )\n"
        f"  touch '{folder}/done'; exit $code;; esac\n"
        f'exec "{real}" "$@"\n'
    )
    program.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("good", [GOOD, GOOD.replace("await c", "c")], ids=["clean", "to fix"])
def test_fix_takes_no_function_out_that_was_added_meanwhile(tmp_path: Path, good: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    make(root, good_ts=good)
    path = after_the_listing(root, tmp_path / "other", {"late.ts": LATE, "serve.ts": SERVES_LATE})
    done = scaffold("check", "--fix", cwd=root, **path)
    assert (tmp_path / "other/done").exists()
    assert (root / "serve.ts").read_text() == SERVES_LATE
    if good != GOOD:
        assert done.code == 2, done.err
        assert "`late.ts` changed while the command was at work; nothing was written" in done.err
        assert (root / "good.ts").read_text() == good
    assert not interrupted(root)
    assert scaffold("check", "--fix", cwd=root).code == 0
    assert (root / "serve.ts").read_text() == SERVES_LATE
    assert (root / "good.ts").read_text() == GOOD


def test_a_function_is_not_removed_while_another_file_begins_to_import_it(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    make(root)
    user = {"uses.ts": 'export { good as again } from "./good";\n'}
    path = after_the_listing(root, tmp_path / "other", user)
    done = scaffold("remove-function", "good", cwd=root, **path)
    assert done.code == 2
    assert (root / "good.ts").exists()
    assert "good" in (root / "serve.ts").read_text()


def test_a_function_is_not_added_beside_one_of_the_same_id_that_came_meanwhile(
    tmp_path: Path,
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    make(root)
    path = after_the_listing(root, tmp_path / "other", {"other.ts": LATE})
    done = scaffold("add-function", "late", "--event", "a/b", cwd=root, **path)
    assert done.code == 2
    assert "`other.ts` changed" in done.err
    assert not (root / "late.ts").exists()


def appears(root: Path) -> None:
    (root / "new.ts").write_bytes(b"")


def goes(root: Path) -> None:
    (root / "b.ts").unlink()


def becomes_a_link(root: Path) -> None:
    (root / "b.ts").unlink()
    (root / "b.ts").symlink_to("a.ts")


def appears_in_an_empty_folder(root: Path) -> None:
    (root / "empty/new.ts").write_bytes(b"")


@pytest.mark.parametrize("with_git", [True, False])
@pytest.mark.parametrize("act", [appears, goes, becomes_a_link, appears_in_an_empty_folder])
def test_what_was_listed_is_listed_again_before_anything_is_written(
    tmp_path: Path, act: Callable[[Path], None], with_git: bool
) -> None:
    write(tmp_path, {"a.ts": "a", "b.ts": "b"})
    (tmp_path / "empty").mkdir()
    if with_git:
        git(tmp_path, "init", "-q")
        git(tmp_path, "add", "-A")
    plan = ChangeSet(tmp_path)
    assert list(plan.paths()) == ["a.ts", "b.ts"]
    plan.write("a.ts", b"c")
    act(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(ScaffoldError, match="changed while the command was at work"):
        plan.apply()
    assert tree(tmp_path) == before


def test_what_nobody_listed_may_come(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": CLIENT, ".gitignore": "ignored/\n"})
    git(tmp_path, "init", "-q")
    plan = ChangeSet(tmp_path)
    plan.write("a.ts", b"c")
    write(tmp_path, {"new.ts": ""})
    plan.apply()
    plan.paths()
    plan.write("a.ts", b"d")
    write(tmp_path, {"ignored/new.ts": "", "node_modules/x/index.js": ""})
    plan.apply()
    assert (tmp_path / "a.ts").read_bytes() == b"d"
