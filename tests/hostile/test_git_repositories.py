"""Which repository git is asked about, and what it may do there."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scaffold.disk import git as runner
from scaffold.disk.git import find_repository, open_repository, run_outside
from scaffold.disk.git_files import FilesAt, changed_paths
from scaffold.disk.git_history import before_creation, not_committed, refuse_dirty
from scaffold.disk.project_files import DiskFiles
from scaffold.disk.work_tree import find_work_tree
from scaffold.errors import ScaffoldError
from tests.support.function_projects import git
from tests.support.traps import Trap


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one commit of two files."""
    folder = tmp_path / "shop"
    write(folder, {"a.ts": "a\n", "lib/b.ts": "b\n"})
    return commit(folder)


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def commit(root: Path) -> Path:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "A state")
    return root


def at(root: Path, since: str | None = None) -> FilesAt:
    return FilesAt(root, since, lambda path: path.endswith(".ts"))


# Which repository


def a_folder_above(root: Path) -> Path:
    return root / "lib"


def a_linked_work_tree(root: Path) -> Path:
    git(root, "worktree", "add", "-q", "../linked")
    return root.parent / "linked"


def a_submodule(root: Path) -> Path:
    allowed = ("-c", "protocol.file.allow=always")
    git(root, *allowed, "submodule", "add", "-q", str(root), "part")
    return root / "part/lib"


def a_separate_git_directory(root: Path) -> Path:
    git(root, "init", "-q", "--separate-git-dir=../elsewhere")
    return root


def a_git_directory_through_a_link(root: Path) -> Path:
    shutil.move(root / ".git", root.parent / "elsewhere")
    (root / ".git").symlink_to("../elsewhere")
    return root


def no_head(root: Path) -> Path:
    (root / ".git/HEAD").unlink()
    return root


def a_broken_head(root: Path) -> Path:
    (root / ".git/HEAD").write_text("ref: somewhere\n")
    return root


def no_objects(root: Path) -> Path:
    shutil.move(root / ".git/objects", root.parent / "objects")
    return root


def a_file_that_names_nothing(root: Path) -> Path:
    write(root, {"inner/.git": "gitdir: nowhere\n"})
    return root / "inner"


def a_file_that_names_a_folder(root: Path) -> Path:
    write(root, {"inner/.git": "gitdir: ../lib\n"})
    return root / "inner"


def a_file_of_something_else(root: Path) -> Path:
    write(root, {"inner/.git": "hello\n"})
    return root / "inner"


def an_empty_folder(root: Path) -> Path:
    (root / "inner/.git").mkdir(parents=True)
    return root / "inner"


def a_folder_that_only_looks_like_one(root: Path) -> Path:
    git(root, "clone", "-q", "--bare", ".", "inner")
    return root / "inner"


@pytest.mark.parametrize(
    "make",
    [
        a_folder_above, a_linked_work_tree, a_submodule, a_separate_git_directory,
        a_git_directory_through_a_link, no_head, a_broken_head, no_objects,
        a_file_that_names_nothing, a_file_that_names_a_folder, a_file_of_something_else,
        an_empty_folder, a_folder_that_only_looks_like_one,
    ],
)  # fmt: skip
def test_finds_the_repository_that_git_finds(root: Path, make: Callable[[Path], Path]) -> None:
    folder = make(root)
    asked = subprocess.run(
        ["git", "-c", "safe.bareRepository=explicit", "rev-parse", "--path-format=absolute",
         "--show-toplevel", "--git-dir"],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    found = find_work_tree(folder)
    if make is a_folder_that_only_looks_like_one:
        # Git refuses; it is a folder of the repository above like any other.
        assert found is not None
        assert found.top == root
    else:
        said = [os.path.realpath(line) for line in asked.stdout.splitlines()]
        assert ([] if found is None else [str(part) for part in found]) == said


@pytest.mark.parametrize("place", [".git", ".git/HEAD", ".git/commondir"])
def test_does_not_wait_for_a_pipe(tmp_path: Path, place: str) -> None:
    commit(tmp_path)
    if (tmp_path / place).is_dir():
        shutil.rmtree(tmp_path / place)
    else:
        (tmp_path / place).unlink(missing_ok=True)
    os.mkfifo(tmp_path / place)
    assert (find_work_tree(tmp_path) is None) == (place != ".git/commondir")


def test_variables_of_another_repository_change_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    commit(other)
    for name in ("GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare'='true'")
    assert list(DiskFiles(root).paths()) == ["a.ts", "lib/b.ts"]
    assert changed_paths(root, None) == set()
    assert at(root).read("a.ts") == b"a\n"
    refuse_dirty(root, "a.ts")


def test_a_hook_of_a_linked_work_tree_sees_what_changed(root: Path) -> None:
    linked = a_linked_work_tree(root)
    hook = root / ".git/hooks/pre-commit"
    hook.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "from pathlib import Path\n'
        "from scaffold.disk.git_files import changed_paths\n"
        "print(sorted(changed_paths(Path.cwd(), None)))\n"
        '" > ../seen\n'
    )
    hook.chmod(0o755)
    write(linked, {"a.ts": "another\n"})
    git(linked, "commit", "-qam", "Another")
    assert (linked.parent / "seen").read_text() == "['a.ts']\n"


@pytest.mark.parametrize("name", ["HEAD", "main", "v1", "--", "-x", ":(top)a.ts", "[a].ts", '"q'])
def test_a_file_may_have_any_name(root: Path, name: str) -> None:
    git(root, "tag", "v1")
    write(root, {name: "one\n"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A name")
    write(root, {name: "two\n"})
    assert changed_paths(root, None) == {name}
    assert changed_paths(root, "v1") == {name}
    assert at(root, "v1").paths() == ["a.ts", "lib/b.ts"]
    assert at(root).read(name) == b"one\n"
    assert not_committed(root, ["a.ts", name]) == [name]
    assert before_creation(root, name, "a.ts") == b"a\n"
    with pytest.raises(ScaffoldError, match="not committed"):
        refuse_dirty(root, "a.ts")


@pytest.mark.parametrize("since", ["-x", "--help", "nothing", "HEAD..HEAD", "HEAD:a.ts"])
def test_refuses_what_is_no_commit(root: Path, since: str) -> None:
    with pytest.raises(ScaffoldError, match="does not know the commit"):
        changed_paths(root, since)


def test_a_link_and_a_submodule_are_no_files_of_a_commit(root: Path) -> None:
    a_submodule(root)
    (root / "link.ts").symlink_to("a.ts")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "More")
    assert at(root).paths() == [".gitmodules", "a.ts", "lib/b.ts"]


# Who may be asked


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another owner")
def test_a_repository_of_another_user_is_used_only_when_declared_safe(
    root: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUDO_UID", raising=False)
    os.chown(root, 12345, 12345)
    assert find_repository(root) is None
    with pytest.raises(ScaffoldError, match="belongs to somebody else") as refused:
        open_repository(root, why="x")
    assert f"safe.directory {root}" in refused.value.hint
    # Files are then found without git.
    assert list(DiskFiles(root).paths()) == ["a.ts", "lib/b.ts"]
    for declared, is_safe in [("*", True), (str(root), True), (f"{root}\n\tdirectory =", False)]:
        (isolated_home / ".gitconfig").write_text(f"[safe]\n\tdirectory = {declared}\n")
        asked = subprocess.run(["git", "status"], cwd=root, capture_output=True)
        assert (find_repository(root) is not None) == is_safe == (asked.returncode == 0)
    (isolated_home / ".gitconfig").unlink()
    monkeypatch.setenv("SUDO_UID", "12345")
    assert find_repository(root) is not None


@pytest.mark.parametrize("entry", ["", ".", "bin"])
def test_starts_no_git_of_the_folder_it_works_in(
    root: Path, entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = Trap(root.parent / "trap")
    for place in (root / "git", root / "bin/git"):
        place.parent.mkdir(exist_ok=True)
        shutil.copy(trap.program, place)
    monkeypatch.setenv("PATH", os.pathsep.join([entry, os.environ["PATH"]]))
    monkeypatch.chdir(root)
    assert "a.ts" in list(DiskFiles(root).paths())
    assert run_outside("version", folder=root).code == 0
    assert trap.runs == []


def test_says_that_git_does_not_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SECONDS", 0.3)
    os.mkfifo(root / ".git/more")
    with (root / ".git/config").open("a") as config:
        config.write("[include]\n\tpath = more\n")
    with pytest.raises(ScaffoldError, match="did not answer"):
        changed_paths(root, None)
    assert list(DiskFiles(root).paths()) == ["a.ts", "lib/b.ts"]


def test_says_that_a_repository_is_broken(root: Path) -> None:
    (root / ".git/index").write_text("broken")
    with pytest.raises(ScaffoldError, match="index file"):
        changed_paths(root, None)
    with pytest.raises(ScaffoldError, match="index file"):
        refuse_dirty(root, "a.ts")


# What may run


def test_a_filter_of_the_users_own_still_runs(root: Path, isolated_home: Path) -> None:
    """As `git lfs install` sets it up: what is committed is not what is in the folder."""
    with (isolated_home / ".gitconfig").open("a") as settings:
        settings.write('[filter "own"]\n\tclean = tr a-z A-Z\n\tsmudge = tr A-Z a-z\n')
    write(root, {".gitattributes": "*.md filter=own\n", "c.md": "text\n"})
    commit(root)
    assert git(root, "show", "HEAD:c.md").stdout == b"TEXT\n"
    os.utime(root / "c.md", (1, 1))
    refuse_dirty(root, "a.ts")
    assert changed_paths(root, None) == set()
    assert not_committed(root, ["c.md"]) == []
    # The same name in the repository's settings is not the user's.
    trap = Trap(root.parent / "trap")
    git(root, "config", "filter.own.clean", str(trap.program))
    git(root, "config", "filter.own.required", "true")
    os.utime(root / "c.md", (1, 1))
    with suppress(ScaffoldError):  # whether the file counts as changed then is git's to say
        refuse_dirty(root, "a.ts")
    assert trap.runs == []


def test_refuses_a_filter_that_cannot_be_turned_off(root: Path) -> None:
    trap = Trap(root.parent / "trap")
    write(root, {".gitattributes": "*.md filter=a=b\n", "c.md": "text\n"})
    commit(root)
    git(root, "config", "--file", ".git/config", "filter.a=b.clean", f"{trap.program} clean")
    os.utime(root / "c.md", (1, 1))
    with pytest.raises(ScaffoldError, match="a=b"):
        refuse_dirty(root, "a.ts")
    assert trap.runs == []


@pytest.mark.parametrize("name", ["core.attributesFile", "diff.orderFile", "core.excludesFile"])
def test_a_device_for_a_file_is_not_read_to_its_end(root: Path, name: str) -> None:
    git(root, "config", name, "/dev/zero")
    write(root, {"a.ts": "edited\n"})
    os.utime(root / "lib/b.ts", (1, 1))
    limit = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, limit[1]))
    try:
        assert changed_paths(root, None) == {"a.ts"}
        assert list(DiskFiles(root).paths()) == ["a.ts", "lib/b.ts"]
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limit)


def test_attributes_in_a_file_of_its_own_still_hold(root: Path) -> None:
    write(root, {"own/attributes": "*.ts text eol=crlf\n"})
    commit(root)
    git(root, "config", "core.attributesFile", "own/attributes")
    (root / "a.ts").write_bytes(b"a\r\n")
    assert changed_paths(root, None) == set()


@pytest.mark.parametrize(
    "setting", ["core.bare=true", "core.worktree=/", "core.sparseCheckout=true"]
)
def test_settings_that_lead_elsewhere_change_nothing(root: Path, setting: str) -> None:
    git(root, "config", *setting.split("="))
    write(root, {"a.ts": "edited\n"})
    assert list(DiskFiles(root).paths()) == ["a.ts", "lib/b.ts"]
    assert changed_paths(root, None) == {"a.ts"}


@pytest.mark.parametrize(
    ("place", "command"), [("index", "update-index"), ("objects", "hash-object")]
)
def test_nothing_is_written_through_a_link_in_a_git_directory(
    root: Path, place: str, command: str
) -> None:
    shutil.move(root / ".git" / place, root.parent / "elsewhere")
    (root / ".git" / place).symlink_to(root.parent / "elsewhere")
    repository = open_repository(root, why="x")
    with pytest.raises(ScaffoldError, match=f"{place}` is a link"):
        repository.run(command, "-w", "--stdin")


def test_settings_of_a_submodule_run_nothing(root: Path) -> None:
    trap = Trap(root.parent / "trap")
    a_submodule(root)
    commit(root)
    settings = (root / ".git/modules/part/config").open("a")
    with settings:
        settings.write(trap.settings())
    write(root, {"part/.gitattributes": "* filter=trap\n", "part/a.ts": "new\n"})
    refuse_dirty(root, "a.ts")
    assert changed_paths(root, None) == set()
    assert trap.runs == []


# What git holds


def test_content_is_compared_and_not_what_git_notes(root: Path) -> None:
    write(root, {"new.ts": "", ".gitignore": "ignored.ts\n", "ignored.ts": ""})
    git(root, "update-index", "--assume-unchanged", "a.ts")
    git(root, "update-index", "--skip-worktree", "lib/b.ts")
    asked = ["a.ts", "lib/b.ts", "new.ts", "ignored.ts", "gone.ts"]
    assert not_committed(root, asked) == ["new.ts", "ignored.ts", "gone.ts"]
    write(root, {"a.ts": "edited\n", "lib/b.ts": "edited\n"})
    assert not_committed(root, asked) == asked


def test_line_endings_are_compared_as_git_stores_them(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / "a.ts").write_bytes(b"a\r\n")
    assert not_committed(root, ["a.ts"]) == []
    assert not_committed(root / "lib", ["b.ts"]) == []


def test_a_clone_that_lacks_files_is_not_filled(root: Path, tmp_path: Path) -> None:
    write(root, {"a.ts": "a, later\n"})
    git(root, "commit", "-qam", "Later")
    git(root, "config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    source = f"file://{root}"
    git(tmp_path, "clone", "-q", "--filter=blob:none", source, str(partial))
    shutil.rmtree(root)
    assert at(partial).read("a.ts") == b"a, later\n"
    with pytest.raises(ScaffoldError, match="has not fetched 1 files") as refused:
        at(partial, "HEAD~1").paths()
    assert "git fetch" in refused.value.hint


def test_a_sparse_clone_is_compared_with_what_it_has(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    sparse = tmp_path / "sparse"
    ways = ("--filter=blob:none", "--sparse")
    git(tmp_path, "clone", "-q", *ways, f"file://{root}", str(sparse))
    assert not (sparse / "lib").exists()
    assert at(sparse).paths() == ["a.ts"]
