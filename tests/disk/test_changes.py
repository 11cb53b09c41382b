"""Changes to a project: planned, shown, made all or not at all, whatever happens."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.disk.changes import ChangeSet
from scaffold.disk.journal_store import interrupted
from scaffold.disk.project_files import DiskFiles
from scaffold.disk.recovery import recover
from scaffold.disk.transaction import Change
from scaffold.errors import ScaffoldError
from scaffold.syntax.files import Files
from tests.support.copies import in_copy

Tree = dict[str, bytes]


def put(root: Path, files: Tree) -> Path:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return root


def tree(root: Path) -> dict[str, object]:
    """All there is below a root: contents and modes, links, folders; of `.git` our own traces."""
    found: dict[str, object] = {}
    for folder, names, files in os.walk(root):
        if ".git" in names:
            names.remove(".git")
            if (Path(folder) / ".git/scaffold-journal").exists():
                found[f"{folder}/.git/scaffold-journal"] = None
        for name in names:
            found[f"{(Path(folder) / name).relative_to(root)}/"] = None
        for name in files:
            file = Path(folder) / name
            found[str(file.relative_to(root))] = (
                str(file.readlink())
                if file.is_symlink()
                else (file.read_bytes(), file.stat().st_mode)
            )
    return found


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(params=["git", "plain", "nested"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project: with git, without, and below the top of a work tree."""
    project = tmp_path / "project"
    project.mkdir()
    if request.param == "git":
        git(project, "init", "-q")
    if request.param == "nested":
        git(tmp_path, "init", "-q")
    return project


# What a command plans


def test_a_plan_reads_as_if_it_were_done(root: Path) -> None:
    put(root, {"a.ts": b"a", "b.ts": b"b", "dir/c.ts": b"c"})
    plan = ChangeSet(root)
    plan.create("new/d.ts", b"d")
    plan.write("a.ts", b"A")
    plan.delete("dir/c.ts")
    files: Files = plan
    assert [files.read(p) for p in ("new/d.ts", "a.ts", "b.ts", "dir/c.ts", "none")] == [
        b"d",
        b"A",
        b"b",
        None,
        None,
    ]
    assert list(plan.paths()) == ["a.ts", "b.ts", "new/d.ts"]
    assert plan.changes() == [
        Change("a.ts", b"a", b"A"),
        Change("dir/c.ts", b"c", None),
        Change("new/d.ts", None, b"d"),
    ]
    assert [change.verb for change in plan.changes()] == ["update", "delete", "create"]
    assert (root / "a.ts").read_bytes() == b"a"
    plan.apply()
    assert list(plan.paths()) == ["a.ts", "b.ts", "new/d.ts"]
    assert [change.path for change in plan.changes()] == ["a.ts", "dir/c.ts", "new/d.ts"]
    assert not (root / "dir").exists()


def test_what_changes_nothing_is_no_change(root: Path) -> None:
    put(root, {"a.ts": b"a"})
    before = tree(root)
    plan = ChangeSet(root)
    plan.write("a.ts", b"a")
    plan.create("a.ts", b"a")
    plan.create("b.ts", b"b")
    plan.create("b.ts", b"b")
    plan.delete("b.ts")
    assert plan.changes() == []
    assert plan.diff() == ""
    plan.apply()
    assert tree(root) == before


def test_add_and_remove_leave_the_tree_as_it_was(root: Path) -> None:
    put(root, {"a.ts": b"a\r\n"})
    before = tree(root)
    plan = ChangeSet(root)
    plan.create("x/y/z.ts", b"z")
    plan.write("a.ts", b"b")
    plan.apply()
    plan.delete("x/y/z.ts")
    plan.write("a.ts", b"a\r\n")
    plan.apply()
    assert tree(root) == before


def test_modes_of_updated_files_stay(root: Path) -> None:
    put(root, {"run.sh": b"a"})
    (root / "run.sh").chmod(0o751)
    plan = ChangeSet(root)
    plan.write("run.sh", b"b")
    plan.create("new.ts", b"")
    mask = os.umask(0o027)
    try:
        plan.apply()
    finally:
        os.umask(mask)
    assert (root / "run.sh").stat().st_mode & 0o777 == 0o751
    assert (root / "new.ts").stat().st_mode & 0o777 == 0o640


def test_a_write_through_a_link_inside_the_project_reaches_its_file(root: Path) -> None:
    put(root, {"AGENTS.md": b"a\n"})
    (root / "CLAUDE.md").symlink_to("AGENTS.md")
    plan = ChangeSet(root)
    plan.write("CLAUDE.md", b"b\n")
    assert plan.read("CLAUDE.md") == plan.read("AGENTS.md") == b"b\n"
    plan.apply()
    assert (root / "CLAUDE.md").is_symlink()
    assert (root / "AGENTS.md").read_bytes() == b"b\n"


# What is refused before anything is written


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../out.ts",
        "a/../../out.ts",
        "a/..",
        "a\0b",
        "a\nb",
        ".git/config",
        "sub/.GIT/hooks/post-checkout",
        "outside/x.ts",
        "outside-file.ts",
        "dangling.ts",
        "loop/x.ts",
        "loop",
        "to-git/config",
        "x" * 300,
        "\udc80",
    ],
)
def test_no_path_leaves_the_project(root: Path, path: str) -> None:
    (root.parent / "elsewhere").mkdir()
    put(root.parent / "elsewhere", {"x.ts": b"x"})
    (root / "outside").symlink_to(root.parent / "elsewhere")
    (root / "outside-file.ts").symlink_to(root.parent / "elsewhere/x.ts")
    (root / "dangling.ts").symlink_to("nowhere.ts")
    (root / "loop").symlink_to("loop")
    (root / "to-git").symlink_to(".git")
    (root / ".git").mkdir(exist_ok=True)
    before = tree(root.parent)
    plan = ChangeSet(root)
    assert plan.read(path) is None
    for act in (plan.create, plan.write):
        with pytest.raises(ScaffoldError):
            act(path, b"y")
    with pytest.raises(ScaffoldError):
        plan.delete(path)
    assert tree(root.parent) == before


def plan_create(path: str) -> Callable[[ChangeSet], None]:
    return lambda plan: plan.create(path, b"new")


def plan_both(plan: ChangeSet) -> None:
    plan.create("p", b"")
    plan.create("p/q", b"")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (plan_create("file.ts"), "`file.ts` is in the way: a file"),
        (plan_create("dir"), "`dir` is in the way: a folder"),
        (plan_create("file.ts/x"), "`file.ts/x` cannot be a file"),
        (plan_create("pipe"), "`pipe` is in the way: it is not a regular file"),
        (lambda plan: plan.write("dir", b""), "`dir` is in the way"),
        (lambda plan: plan.write("read-only.ts", b"new"), "`read-only.ts` is read-only"),
        (lambda plan: plan.delete("read-only.ts"), "`read-only.ts` is read-only"),
        (plan_create("locked/x/y.ts"), "`locked` is read-only"),
        (lambda plan: plan.write("huge.ts", b""), "larger than 10 MB"),
        (lambda plan: plan.delete("none.ts"), "no such file"),
        (lambda plan: plan.delete("link.ts"), "`link.ts` is a symbolic link"),
        (plan_both, "cannot both be files"),
    ],
)
def test_refusals(root: Path, act: Callable[[ChangeSet], None], said: str) -> None:
    put(root, {"file.ts": b"old", "dir/x": b"", "read-only.ts": b"", "locked/z": b""})
    os.mkfifo(root / "pipe")
    (root / "link.ts").symlink_to("file.ts")
    (root / "read-only.ts").chmod(0o444)
    (root / "locked").chmod(0o555)
    with (root / "huge.ts").open("wb") as huge:
        huge.truncate(10_000_001)
    with pytest.raises(ScaffoldError, match=said.replace("(", r"\(")) as refused:
        act(ChangeSet(root))
    assert refused.value.hint
    (root / "locked").chmod(0o755)


def test_a_read_only_file_that_stays_as_it_is_is_no_error(root: Path) -> None:
    put(root, {"a.ts": b"a"})
    (root / "a.ts").chmod(0o444)
    plan = ChangeSet(root)
    plan.write("a.ts", b"a")
    plan.apply()


# Files that change between plan and write


def edit(root: Path) -> None:
    (root / "a.ts").write_bytes(b"mine!")


def edit_same_size(root: Path) -> None:
    state = (root / "a.ts").stat()
    (root / "a.ts").write_bytes(b"b")
    os.utime(root / "a.ts", ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize(
    ("elsewhere", "path"),
    [
        (edit, "a.ts"),
        (edit_same_size, "a.ts"),
        (lambda root: (root / "a.ts").unlink(), "a.ts"),
        (lambda root: put(root, {"new.ts": b"mine"}), "new.ts"),
        (lambda root: put(root, {"new.ts": b"planned"}), "new.ts"),
        (lambda root: (root / "new.ts").mkdir(), "new.ts"),
        (lambda root: put(root, {"gone.ts": b"mine"}), "gone.ts"),
        (lambda root: put(root, {"read.ts": b"mine"}), "read.ts"),
        (lambda root: (root / "read.ts").unlink(), "read.ts"),
        (lambda root: put(root, {"absent.ts": b"mine"}), "absent.ts"),
    ],
)
def test_a_file_changed_after_it_was_read_stops_everything(
    root: Path, elsewhere: Callable[[Path], object], path: str
) -> None:
    put(root, {"a.ts": b"a", "gone.ts": b"g", "read.ts": b"r"})
    plan = ChangeSet(root)
    plan.read("read.ts")
    plan.read("absent.ts")
    plan.write("a.ts", b"A")
    plan.create("new.ts", b"planned")
    plan.delete("gone.ts")
    elsewhere(root)
    before = tree(root)
    with pytest.raises(ScaffoldError, match=f"`{path}` changed"):
        plan.apply()
    assert tree(root) == before
    assert recover(root) is None


def test_a_file_changed_between_reading_and_planning_is_seen(root: Path) -> None:
    put(root, {"a.ts": b"a"})
    plan = ChangeSet(root)
    plan.read("a.ts")
    put(root, {"a.ts": b"mine"})
    with pytest.raises(ScaffoldError, match="changed"):
        plan.write("a.ts", b"b")


def test_a_file_only_touched_since_it_was_read_is_the_same(root: Path) -> None:
    put(root, {"a.ts": b"a"})
    plan = ChangeSet(root)
    plan.read("a.ts")
    plan.create("b.ts", b"b")
    os.utime(root / "a.ts", (1, 1))
    plan.apply()
    assert (root / "b.ts").read_bytes() == b"b"


# The patch

LONG = b"".join(b"line %d\n" % n for n in range(60))
PATCHES: dict[str, tuple[Tree, dict[str, bytes | None]]] = {
    "new": ({}, {"a.ts": b"a\nb\n"}),
    "new without final newline": ({}, {"a.ts": b"a\nb"}),
    "new and empty": ({}, {"app/__init__.py": b"", "app/x.py": b"x\n"}),
    "only empty": ({}, {"__init__.py": b""}),
    "deleted": ({"a.ts": b"a\nb\n", "b": b""}, {"a.ts": None}),
    "deleted empty": ({"a.ts": b"", "b": b""}, {"a.ts": None}),
    "deleted without final newline": ({"d/a.ts": b"a"}, {"d/a.ts": None}),
    "emptied": ({"a.ts": b"a\n"}, {"a.ts": b""}),
    "filled": ({"a.ts": b""}, {"a.ts": b"a\n"}),
    "updated": ({"a.ts": b"a\nb\nc\n"}, {"a.ts": b"a\nB\nc\n"}),
    "far apart": ({"a.ts": LONG}, {"a.ts": b"top\n" + LONG.replace(b"line 40\n", b"")}),
    "repeated lines": ({"a.ts": b"x\n" * 50}, {"a.ts": b"x\n" * 20 + b"y\n" + b"x\n" * 31}),
    "crlf": ({"a.ts": b"a\r\nb\r\nc\r\n"}, {"a.ts": b"a\r\nB\r\nc\r\n"}),
    "mixed ends": ({"a.ts": b"a\r\nb\nc\rd\n"}, {"a.ts": b"a\r\nb\r\nc\rd\n"}),
    "final newline added": ({"a.ts": b"a\nb"}, {"a.ts": b"a\nb\n"}),
    "final newline removed": ({"a.ts": b"a\nb\n"}, {"a.ts": b"a\nb"}),
    "no final newline stays": ({"a.ts": b"a\nb\nc"}, {"a.ts": b"A\nb\nc"}),
    "mark": ({"a.ts": b"\xef\xbb\xbfa\nb\n"}, {"a.ts": b"\xef\xbb\xbfa\nB\n"}),
    "not utf-8 nearby": ({"a.ts": b"\xff\xfe\nb\n\x80"}, {"a.ts": b"\xff\xfe\nB\n\x80"}),
    "form feed and separators": (
        {"a.ts": "a\x0cb\x1c\u2028c\x85\nd\n".encode()},
        {"a.ts": "a\x0cb\x1c\u2028c\x85\nD\n".encode()},
    ),
    "lines like headers": (
        {"a.ts": b"-- a/x\n++ b/x\n@@ -1 +1 @@\ndiff --git a/b b/c\n"},
        {"a.ts": b"- a/x\n+++ b/x\n@@ -1 +1 @@\ndiff --git a/b b/c\n"},
    ),
    "names": (
        {"a b.ts": b"a\n", "d e/\u00e9 f.ts": b"a\n", 'q"u\\o.ts': b"a\n", "t\tab.ts": b"a\n"},
        {
            "a b.ts": b"b\n",
            "d e/\u00e9 f.ts": None,
            'q"u\\o.ts': b"b\n",
            "t\tab.ts": b"b\n",
            "app/[id]/(group)/@x/\u4e2d \U0001f680.ts": b"n\n",
            "it's new.ts": b"",
            " lead and trail ": b"x\n",
        },
    ),
    "a name like the project's": (
        {"project/a.ts": b"a\n", "b.ts": b"b\n"},
        {"project/a.ts": b"A\n", "b.ts": b"B\n", "project/e.ts": b"", "c.ts": b"c\n"},
    ),
    "moved": ({"a/old.ts": LONG}, {"a/old.ts": None, "b/new.ts": LONG}),
    "many": ({"a": b"a\n"}, {f"x/{n}.ts": b"%d\n" % n for n in range(20)}),
}


@pytest.mark.parametrize("case", PATCHES)
def test_git_apply_turns_the_diff_into_what_apply_does(
    root: Path, tmp_path: Path, case: str
) -> None:
    before, after = PATCHES[case]
    put(root, before)
    plan = ChangeSet(root)
    for path, content in after.items():
        if content is None:
            plan.delete(path)
        else:
            plan.write(path, content)
    text = plan.diff()
    (tmp_path / "plan.patch").write_bytes(text.encode("utf-8", "surrogateescape"))
    saved = tmp_path / "saved"
    shutil.copytree(root, saved, symlinks=True)
    git(root, "apply", "--whitespace=nowarn", str(tmp_path / "plan.patch"))
    by_git = tree(root)
    shutil.rmtree(root)
    saved.rename(root)
    plan.apply()
    assert tree(root) == by_git
    assert plan.diff() == text


LINES = st.sampled_from([b"a\n", b"b\n", b"\n", b"a\r\n", b"\r", b"c", b"}\n"])
TEXTS = st.lists(LINES, max_size=30).map(b"".join)


@given(st.lists(st.tuples(TEXTS | st.none(), TEXTS | st.none()), max_size=8))
@settings(max_examples=40, deadline=None)
def test_git_apply_reproduces_any_texts(contents: list[tuple[bytes | None, bytes | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        plan = ChangeSet(root)
        for number, (before, after) in enumerate(contents):
            if before is not None:
                put(root, {f"{number}.ts": before})
            if after is not None:
                plan.write(f"{number}.ts", after)
            elif before is not None:
                plan.delete(f"{number}.ts")
        text = plan.diff()
        if text:
            (root / "patch").write_bytes(text.encode())
            git(root, "apply", "--whitespace=nowarn", "patch")
        for number, (_, after) in enumerate(contents):
            file = root / f"{number}.ts"
            assert (file.read_bytes() if file.exists() else None) == after


def test_paths_in_a_diff_start_at_the_project(root: Path) -> None:
    put(root, {"a.ts": b"a\n"})
    plan = ChangeSet(root)
    plan.write("a.ts", b"b\n")
    assert "--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-a\n+b\n" in plan.diff()


# Death at any instant

COUNTED = ("open", "write", "fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir")


CHANGING = os.O_CREAT | os.O_WRONLY | os.O_RDWR


class Fault:
    """Strikes at the n-th call that changes the disk, and an error where a file is read too.

    Not on the way to a file, folder by folder: the call that comes after it tells the same.
    """

    def __init__(self, at: int, strike: Callable[[str], None], *, torn: bool = False) -> None:
        self.at, self.strike, self.torn, self.calls = at, strike, torn, 0

    def install(self) -> None:
        for name in COUNTED:
            setattr(os, name, self._wrap(name, getattr(os, name)))

    def _wrap(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            if name == "open":
                flags = int(str(arguments[1]))
                if flags & os.O_DIRECTORY or (self.strike is die and not flags & CHANGING):
                    return real(*arguments, **options)
            self.calls += 1
            if self.calls == self.at:
                if name == "write" and self.torn:
                    descriptor, content = arguments
                    real(descriptor, bytes(content)[: len(bytes(content)) // 2])  # type: ignore[call-overload]
                self.strike(name)
            return real(*arguments, **options)

        return call


def die(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_when_replaced(name: str) -> None:
    """Die in place of giving a file of that name its new content."""
    real = os.replace

    def replace(source: str, target: str, **folders: int) -> None:
        if target == name:
            die("replace")
        real(source, target, **folders)

    os.replace = replace  # type: ignore[assignment]


def in_child(act: Callable[[], object]) -> int:
    """Run `act` in a process of its own: its exit code, -9 when it was killed, 3 for a refusal."""

    def acted() -> int:
        try:
            act()
        except ScaffoldError as error:
            os.write(2, f"{error.message} | {error.hint}\n".encode())
            return 3
        return 0

    return in_copy(acted)


OLD: Tree = {
    "app/route.ts": b"old route\n" * 50,
    "lib/events.ts": b"old events\r\n",
    "inngest/gone.ts": b"gone",
    "deep/er/last.ts": b"last",
}


def big_plan(root: Path) -> ChangeSet:
    plan = ChangeSet(root)
    plan.write("app/route.ts", b"new route\n" * 50)
    plan.write("lib/events.ts", b"new events\r\n")
    plan.create("inngest/added.ts", b"added\n" * 100)
    plan.create("tests/unit/added.test.ts", b"test\n")
    plan.delete("inngest/gone.ts")
    plan.delete("deep/er/last.ts")
    return plan


@pytest.fixture
def old_and_new(root: Path, tmp_path: Path) -> tuple[dict[str, object], dict[str, object]]:
    put(root, OLD)
    old = tree(root)
    other = shutil.copytree(root, tmp_path / "other")
    big_plan(other).apply()
    return old, tree(other)


def restore(root: Path) -> None:
    for child in root.iterdir():
        if child.name != ".git":
            shutil.rmtree(child) if child.is_dir() else child.unlink()
    put(root, OLD)


@pytest.mark.parametrize("torn", [False, True])
def test_killed_at_any_instant_the_tree_becomes_the_old_one_or_the_new_one(
    root: Path, old_and_new: tuple[dict[str, object], dict[str, object]], torn: bool
) -> None:
    old, new = old_and_new
    outcomes = []
    for at in range(1 + torn, 500, 2):
        restore(root)

        def run(at: int = at) -> None:
            plan = big_plan(root)
            Fault(at, die, torn=torn).install()
            plan.apply()

        code = in_child(run)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        begun = interrupted(root)
        told = recover(root)
        assert begun == (told is not None)
        assert tree(root) in (old, new), at
        outcomes.append("new" if tree(root) == new else "old")
        if told:
            assert ("undone" in told) == (outcomes[-1] == "old")
        assert not interrupted(root)
        assert recover(root) is None
        assert tree(root) in (old, new)
    else:
        pytest.fail("never came to an end")
    assert tree(root) == new
    assert outcomes == sorted(outcomes, reverse=True)
    assert {"old", "new"} == set(outcomes)
    assert len(outcomes) > 20


def test_recovery_may_be_killed_at_any_instant_too(
    root: Path, old_and_new: tuple[dict[str, object], dict[str, object]], tmp_path: Path
) -> None:
    old, new = old_and_new
    for at in range(1, 500, 7):
        restore(root)

        def run(at: int = at) -> None:
            plan = big_plan(root)
            Fault(at, die).install()
            plan.apply()

        if in_child(run) == 0:
            break
        for kill in range(1, 100, 3):

            def again(kill: int = kill) -> None:
                Fault(kill, die).install()
                recover(root)

            # Each recovery goes on where the one before was killed.
            if in_child(again) == 0:
                break
        assert recover(root) is None
        assert tree(root) in (old, new), at


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_an_error_at_any_call_leaves_the_old_tree(
    root: Path,
    old_and_new: tuple[dict[str, object], dict[str, object]],
    number: int,
    capfd: pytest.CaptureFixture[str],
) -> None:
    old, new = old_and_new

    def strike(name: str) -> None:
        # An empty folder that cannot go is no reason to take back what is done.
        if name != "rmdir":
            raise OSError(number, os.strerror(number))

    for at in range(1 + (number == errno.EACCES), 500, 2):
        restore(root)
        fault = Fault(at, strike)

        def run(fault: Fault = fault) -> None:
            plan = big_plan(root)
            fault.install()
            plan.apply()
            if fault.calls < fault.at:
                os._exit(9)

        code = in_child(run)
        told = capfd.readouterr().err
        if code == 9:
            break
        assert code in (0, 3), (at, told)
        if code == 3:
            assert "nothing was changed" in told
            assert os.strerror(number).lower() in told
        # An error after the last change takes nothing back.
        assert recover(root) is None
        assert tree(root) == (old if code == 3 else new), (at, told)
    else:
        pytest.fail("never came to an end")


def test_an_edit_made_after_the_crash_is_kept(root: Path) -> None:
    put(root, OLD)

    def run() -> None:
        plan = big_plan(root)
        die_when_replaced("events.ts")
        plan.apply()

    assert in_child(run) == -signal.SIGKILL
    assert (root / "app/route.ts").read_bytes().startswith(b"new")
    (root / "app/route.ts").write_bytes(b"mine")
    assert interrupted(root)
    told = recover(root)
    assert told is not None
    assert "left alone: `app/route.ts`" in told
    assert (root / "app/route.ts").read_bytes() == b"mine"
    assert (root / "lib/events.ts").read_bytes() == OLD["lib/events.ts"]
    assert not list(root.rglob(".scaffold-*"))


def test_a_journal_stops_the_next_change_until_it_is_recovered(root: Path) -> None:
    put(root, OLD)

    def run() -> None:
        plan = big_plan(root)
        die_when_replaced("events.ts")
        plan.apply()

    assert in_child(run) == -signal.SIGKILL
    plan = ChangeSet(root)
    plan.create("other.ts", b"")
    with pytest.raises(ScaffoldError, match="interrupted"):
        plan.apply()
    assert recover(root)
    plan.apply()
    assert (root / "other.ts").exists()


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    mount = tmp_path / "tiny"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(mount)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting is not permitted here")
    try:
        put(mount, OLD)
        old = tree(mount)
        for size in (5_000, 60_000, 80_000, 110_000, 200_000):
            plan = ChangeSet(mount)
            plan.write("app/route.ts", b"n" * size)
            plan.create("x/y.ts", b"n" * size)
            plan.write("lib/events.ts", b"e" * 3_000)
            if size == 5_000:
                plan.apply()
                restore(mount)
                continue
            with pytest.raises(ScaffoldError, match="no space left") as refused:
                plan.apply()
            assert "free some space" in refused.value.hint
            assert tree(mount) == old
        (mount / "fill").write_bytes(b"")
        with pytest.raises(OSError, match="No space"):
            (mount / "fill").write_bytes(b"x" * 500_000)
        full = tree(mount)
        plan = ChangeSet(mount)
        plan.write("app/route.ts", b"n" * 5_000)
        with pytest.raises(ScaffoldError, match="no space left"):
            plan.apply()
        assert tree(mount) == full
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=True)


# Two at once


@pytest.fixture
def holder(root: Path) -> Iterator[int]:
    """A process that holds the lock of the project for as long as the test runs."""
    script = (
        "import sys, time, pathlib; from scaffold.disk.journal_store import JournalStore\n"
        "with JournalStore.of(pathlib.Path(sys.argv[1])).locked():\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(root)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process.pid
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_of_two_says_who_is_first(root: Path, holder: int) -> None:
    plan = ChangeSet(root)
    plan.create("a.ts", b"a")
    with pytest.raises(ScaffoldError, match=rf"\(process {holder}\)") as refused:
        plan.apply()
    assert refused.value.hint
    with pytest.raises(ScaffoldError, match=rf"\(process {holder}\)"):
        recover(root)
    assert not interrupted(root)
    assert not (root / "a.ts").exists()
    os.kill(holder, signal.SIGKILL)
    time.sleep(0.1)
    plan.apply()
    assert list(plan.paths()) == ["a.ts"]
    assert recover(root) is None


def test_of_many_at_once_each_wins_or_says_why(root: Path) -> None:
    put(root, {"counter": b"0\n"})
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                plan = ChangeSet(root)
                plan.write("counter", b"%d\n" % (int(plan.read("counter") or b"0") + 1))
                plan.create(f"{number}.ts", b"x")
                plan.apply()
                code = 0
            except ScaffoldError:
                code = 3
            finally:
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert set(codes) <= {0, 3}
    assert codes.count(0) >= 1
    assert int((root / "counter").read_bytes()) == codes.count(0)
    assert len(list(root.glob("*.ts"))) == codes.count(0)
    assert not list(root.rglob(".scaffold-*"))
    assert not interrupted(root)


# The files of a project


def test_the_project_s_own_files_are_listed(root: Path) -> None:
    put(
        root,
        {
            ".gitignore": b"ignored/\n*.log\n!keep.log\n/only-top.ts\n",
            "sub/.gitignore": b"local.ts\n!deep.log\n",
            "a.ts": b"",
            "only-top.ts": b"",
            "sub/only-top.ts": b"",
            "sub/local.ts": b"",
            "sub/deep.log": b"",
            "x.log": b"",
            "keep.log": b"",
            "ignored/b.ts": b"",
            "node_modules/c/index.ts": b"",
            "apps/web/node_modules/c.ts": b"",
            ".next/d.ts": b"",
            "outer/e \u00e9.ts": b"",
            ".scaffold-12-0.new": b"",
            ".claude/settings.json": b"",
        },
    )
    (root.parent / "outside").mkdir()
    put(root.parent / "outside", {"o.ts": b""})
    (root / "linked").symlink_to(root.parent / "outside")
    (root / "linked.ts").symlink_to("a.ts")
    (root / "cycle").symlink_to(".")
    assert list(DiskFiles(root).paths()) == [
        ".claude/settings.json",
        ".gitignore",
        "a.ts",
        "keep.log",
        "outer/e \u00e9.ts",
        "sub/.gitignore",
        "sub/deep.log",
        "sub/only-top.ts",
    ]


def test_tracked_files_count_until_they_are_gone(tmp_path: Path) -> None:
    put(tmp_path, {"a.ts": b"", "b.ts": b"", ".gitignore": b"a.ts\n"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-f", ".")
    (tmp_path / "b.ts").unlink()
    assert list(DiskFiles(tmp_path).paths()) == [".gitignore", "a.ts"]


def test_a_project_that_the_repository_around_it_ignores_has_files(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path, {".gitignore": b"project/\n", "project/a.ts": b""})
    assert list(DiskFiles(tmp_path / "project").paths()) == ["a.ts"]


def test_a_work_tree_of_its_own_keeps_its_journal_apart(tmp_path: Path) -> None:
    main = put(tmp_path / "main", {"a.ts": b"a"})
    git(main, "init", "-q")
    git(main, "add", ".")
    git(main, "commit", "-qm", "first")
    git(main, "worktree", "add", "-q", "../second")
    second = tmp_path / "second"

    def run() -> None:
        plan = ChangeSet(second)
        plan.write("a.ts", b"b")
        die_when_replaced("a.ts")
        plan.apply()

    assert in_child(run) == -signal.SIGKILL
    assert interrupted(second)
    assert not interrupted(main)
    assert "?? .scaffold-journal" not in git(second, "status", "--short")
    assert recover(second)
    assert git(second, "status", "--short") == ""


def test_what_is_read_lies_inside(tmp_path: Path) -> None:
    root = put(tmp_path / "project", {"a.ts": b"a", "dir/b.ts": b"b"})
    put(tmp_path, {"secret": b"s"})
    (root / "out.ts").symlink_to("../secret")
    (root / "in.ts").symlink_to("dir/b.ts")
    (root / "up").symlink_to("..")
    os.mkfifo(root / "pipe")
    with (root / "huge.ts").open("wb") as huge:
        huge.truncate(10_000_001)
    files = DiskFiles(root)
    assert [files.read(p) for p in ("a.ts", "./dir//b.ts", "in.ts")] == [b"a", b"b", b"b"]
    for path in ("out.ts", "up/secret", "../secret", "dir", "pipe", "huge.ts", "a.ts/x", "no", ""):
        assert files.read(path) is None
