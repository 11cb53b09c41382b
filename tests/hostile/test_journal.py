"""A record of unfinished work that came with a repository moves, makes and deletes nothing."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scaffold.disk import beneath, state_folder
from scaffold.disk.beneath import Beneath
from scaffold.disk.changes import ChangeSet
from scaffold.disk.journal import Journal, digest, entry, write_journal
from scaffold.disk.journal_store import JournalStore, interrupted
from scaffold.disk.recovery import recover
from scaffold.errors import ScaffoldError
from tests.disk.test_changes import die_when_replaced
from tests.support.cli import scaffold

EVIL = b"evil\n"


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


def everything(root: Path) -> dict[str, bytes | str]:
    """All there is below a folder, links and git's own files too."""
    found: dict[str, bytes | str] = {}
    for folder, names, files in os.walk(root):
        for name in [*names, *files]:
            path = Path(folder, name)
            if path.is_symlink():
                found[str(path)] = f"-> {path.readlink()}"
            else:
                found[str(path)] = path.read_bytes() if path.is_file() else ""
    return found


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository that was cloned a moment ago, beside what its owner must not reach."""
    (tmp_path / "victim").write_bytes(b"mine\n")
    root = tmp_path / "clone"
    root.mkdir()
    git(root, "init", "-q")
    (root / "package.json").write_text('{"name": "shop"}\n')
    return root


def plant(folder: Path, name: str, document: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(document))


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def by_a_link_upwards(root: Path) -> dict[str, object]:
    """The root of the change is a link out of the clone, which git tracks."""
    (root / "up").symlink_to("..")
    (root / ".scaffold-1-0.old").write_bytes(EVIL)
    (root.parent / "v").symlink_to(root)
    return {
        "root": "up",
        "folders": [],
        "entries": [
            {
                "path": "planted",
                "before": sha(EVIL),
                "after": None,
                "new": ".scaffold-9-0.new",
                "old": "clone/.scaffold-1-0.old",
            },
            {
                "path": "victim",
                "before": None,
                "after": sha(b"mine\n"),
                "new": ".scaffold-9-1.new",
                "old": ".scaffold-9-1.old",
            },
        ],
    }


def by_a_link_made_on_the_way(root: Path) -> dict[str, object]:
    """Undoing the last entry puts a link where the one before it then writes."""
    (root / ".scaffold-2-0.old").write_bytes(EVIL)
    (root / "real").mkdir()
    (root / "hop").write_bytes(b"")
    (root / ".scaffold-2-1.old").symlink_to("..")
    return {
        "root": ".",
        "folders": [],
        "entries": [
            {
                "path": "dir/planted",
                "before": sha(EVIL),
                "after": None,
                "new": ".scaffold-9-0.new",
                "old": ".scaffold-2-0.old",
            },
            {
                "path": "dir",
                "before": sha(EVIL),
                "after": None,
                "new": ".scaffold-9-1.new",
                "old": ".scaffold-2-1.old",
            },
        ],
    }


def in_the_new_form(root: Path) -> dict[str, object]:
    (root / ".scaffold-0000000000000000-0.old").write_bytes(EVIL)
    return {
        "root": ".",
        "inode": root.stat().st_ino,
        "token": "0" * 16,
        "folders": [],
        "index": None,
        "entries": [["package.json", digest(EVIL), digest(b'{"name": "shop"}\n')]],
    }


PLACES = {"files": ".scaffold-journal", "git": ".git/scaffold-journal"}


@pytest.mark.parametrize("name", ["journal", "done"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("forge", [by_a_link_upwards, by_a_link_made_on_the_way, in_the_new_form])
def test_a_journal_of_somebody_else_s_is_refused_by_name(
    clone: Path, forge: Callable[[Path], object], place: str, name: str
) -> None:
    plant(clone / PLACES[place], name, forge(clone))
    before = everything(clone.parent)
    done = scaffold("hook", "install", cwd=clone)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert f"{PLACES[place]}/{name}" in done.err
    assert "not obeyed" in done.err
    assert "hint: " in done.err
    assert "was undone" not in done.err
    assert everything(clone.parent) == before
    # What only reads goes on, and says so.
    for command in ("check", "list"):
        read = scaffold(command, cwd=clone)
        assert read.code in (0, 2)
        assert f"{PLACES[place]}/{name}" in read.err
    shutil.rmtree(clone / PLACES[place])
    assert scaffold("hook", "install", cwd=clone).code == 0


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    (path / "inside").mkdir(parents=True)


def a_huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def a_link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def deep(path: Path) -> None:
    path.write_bytes(b'{"root":' + b"[" * 200_000)


def no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\0" * 10)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


ODD = [a_pipe, a_folder, a_huge_file, a_link, a_loop, deep, no_text, nothing]


@pytest.mark.parametrize("name", ["journal", "done"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("make", ODD)
def test_what_is_no_journal_at_all_is_refused_by_name_at_once(
    clone: Path, make: Callable[[Path], None], place: str, name: str
) -> None:
    folder = clone / PLACES[place]
    folder.mkdir()
    make(folder / name)
    # A key is there, so that the file is looked into.
    state_folder.make_key()
    start = time.monotonic()
    done = scaffold("hook", "install", cwd=clone)
    assert time.monotonic() - start < 30
    assert (done.code, "Traceback" in done.err) == (2, False), done.err
    assert f"{PLACES[place]}/{name}" in done.err
    assert scaffold("list", cwd=clone).code == 0
    assert not (clone / ".claude").exists()


def folder_is_a_link(folder: Path) -> None:
    folder.symlink_to(folder.parents[1] / "elsewhere")


def folder_is_a_file(folder: Path) -> None:
    folder.write_bytes(b"")


def lock_is_a_link(folder: Path) -> None:
    folder.mkdir()
    (folder / "lock").symlink_to("../../../victim")


def lock_has_another_name(folder: Path) -> None:
    folder.mkdir()
    (folder / "lock").hardlink_to(folder.parents[2] / "victim")


def lock_is_a_pipe(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "lock")


def lock_is_a_folder(folder: Path) -> None:
    (folder / "lock").mkdir(parents=True)


@pytest.mark.parametrize(
    "make",
    [
        folder_is_a_link,
        folder_is_a_file,
        lock_is_a_link,
        lock_has_another_name,
        lock_is_a_pipe,
        lock_is_a_folder,
    ],
)
def test_a_lock_that_leads_elsewhere_is_not_written_to(
    clone: Path, make: Callable[[Path], None]
) -> None:
    (clone / "elsewhere").mkdir()
    make(clone / ".git/scaffold-journal")
    before = everything(clone.parent)
    done = scaffold("hook", "install", cwd=clone)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert ".git/scaffold-journal" in done.err
    assert everything(clone.parent) == before


def separate_git_directory(project: Path, elsewhere: Path) -> None:
    (project / ".git").write_text(f"gitdir: {elsewhere}\n")


def git_directory_behind_a_link(project: Path, elsewhere: Path) -> None:
    (project / ".git").symlink_to(elsewhere)


def git_directory_in_the_project(project: Path, elsewhere: Path) -> None:
    shutil.copytree(elsewhere, project / "evil")
    (project / ".git").write_text("gitdir: evil\n")


@pytest.mark.parametrize(
    "lead",
    [separate_git_directory, git_directory_behind_a_link, git_directory_in_the_project],
)
def test_a_git_directory_that_lies_elsewhere_gets_nothing(
    tmp_path: Path, lead: Callable[[Path, Path], None], isolated_home: Path
) -> None:
    git(tmp_path, "init", "-q", "other")
    elsewhere = tmp_path / "other/.git"
    project = tmp_path / "project"
    project.mkdir()
    (project / "a.ts").write_bytes(b"a")
    lead(project, elsewhere)
    folders = [elsewhere, project / "evil"]
    seen: list[str] = []
    plan = ChangeSet(project)
    plan.write("a.ts", b"b")
    real = os.fsync

    def look(descriptor: int) -> None:
        seen.extend(str(each) for each in folders if (each / "scaffold-journal").exists())
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", look)
        plan.apply()
    assert seen == []
    assert (project / "a.ts").read_bytes() == b"b"
    # Nor is a journal that lies there obeyed.
    for folder in folders:
        if folder.exists():
            plant(folder / "scaffold-journal", "journal", in_the_new_form(project))
    assert recover(project) is None
    assert not interrupted(project)


# What this user wrote is obeyed, and reaches no further than the change itself did


@pytest.fixture(params=["by descriptor", "by look"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to reach a file: where the system opens by folder, and where it does not."""
    if request.param == "by look":
        monkeypatch.setattr(beneath, "_BY_DESCRIPTOR", False)
    return str(request.param)


TOKEN = "0123456789abcdef"


def sign(root: Path, *files: tuple[str, bytes | None, bytes | None], below: str = ".") -> None:
    """Write a journal as an interrupted command of this user would have left it."""
    store = JournalStore.of(root)
    store.folder.mkdir(parents=True, exist_ok=True)
    entries = tuple(
        entry(path, digest(before), digest(after), TOKEN, number)
        for number, (path, before, after) in enumerate(files)
    )
    inode = (root / below).stat().st_ino
    write_journal(store.beneath, store.journal, Journal(below, inode, TOKEN, entries, ()))


def test_what_was_interrupted_is_undone(clone: Path, way: str) -> None:
    (clone / "a.ts").write_bytes(b"new")
    (clone / f".scaffold-{TOKEN}-0.old").write_bytes(b"old")
    (clone / "made.ts").write_bytes(b"made")
    sign(clone, ("a.ts", b"old", b"new"), ("made.ts", None, b"made"))
    told = recover(clone)
    assert told is not None
    assert "undone" in told
    assert (clone / "a.ts").read_bytes() == b"old"
    assert not (clone / "made.ts").exists()
    assert not list(clone.glob(".scaffold-*"))


@pytest.mark.parametrize("leads", ["..", "../elsewhere", "loop"])
def test_a_folder_that_became_a_link_is_left_alone(clone: Path, way: str, leads: str) -> None:
    outside = clone.parent / "elsewhere"
    outside.mkdir()
    for name in ("elsewhere", "."):
        (clone.parent / name / "made.ts").write_bytes(b"made")
        (clone.parent / name / f".scaffold-{TOKEN}-0.old").write_bytes(b"old")
    sign(clone, ("src/a.ts", b"old", b"new"), ("src/made.ts", None, b"made"))
    (clone / "src").symlink_to(leads if leads != "loop" else "src")
    before = everything(clone.parent)
    recover(clone)
    after = everything(clone.parent)
    assert {path for path in before | after if before.get(path) != after.get(path)} <= {
        str(clone / ".git/scaffold-journal"),
        str(clone / ".git/scaffold-journal/journal"),
    }


def test_links_in_place_of_the_files_are_left_alone(clone: Path, way: str) -> None:
    (clone.parent / "content").write_bytes(b"old")
    (clone / "a.ts").symlink_to("../victim")
    (clone / f".scaffold-{TOKEN}-0.old").symlink_to("../content")
    (clone / "made.ts").symlink_to("../victim")
    sign(clone, ("a.ts", b"old", b"mine\n"), ("made.ts", None, b"mine\n"))
    told = recover(clone)
    assert told is not None
    assert "left alone: `a.ts`, `made.ts`" in told
    assert (clone.parent / "victim").read_bytes() == b"mine\n"
    assert (clone.parent / "content").read_bytes() == b"old"
    assert (clone / "a.ts").is_symlink()


@pytest.mark.parametrize("below", ["packages/shop", "up"])
def test_a_root_that_became_a_link_is_left_alone(clone: Path, way: str, below: str) -> None:
    (clone / "packages/shop").mkdir(parents=True)
    (clone / "up").mkdir()
    sign(clone, ("victim", None, b"mine\n"), below=below)
    shutil.rmtree(clone / below)
    (clone / below).symlink_to(clone.parent)
    told = recover(clone)
    assert told is not None
    assert "nothing was undone" in told
    assert (clone.parent / "victim").read_bytes() == b"mine\n"
    assert recover(clone) is None


@pytest.mark.parametrize(
    ("below", "path"),
    [
        (".", "../victim"),
        (".", "/etc/x"),
        (".", ".git/config"),
        (".", "a//b"),
        (".", ""),
        ("..", "victim"),
        ("/etc", "x"),
    ],
)
def test_even_a_signed_journal_names_files_of_the_project_only(
    clone: Path, below: str, path: str
) -> None:
    sign(clone, (path, None, b"mine\n"), below=below)
    with pytest.raises(ScaffoldError, match="not obeyed"):
        recover(clone)
    assert (clone.parent / "victim").exists()


def test_a_journal_that_was_edited_is_not_obeyed(clone: Path) -> None:
    sign(clone, ("a.ts", None, b"mine\n"))
    journal = JournalStore.of(clone).folder / "journal"
    journal.write_bytes(journal.read_bytes().replace(b"a.ts", b"b.ts"))
    (clone / "b.ts").write_bytes(b"mine\n")
    with pytest.raises(ScaffoldError, match="not obeyed"):
        recover(clone)
    assert (clone / "b.ts").exists()


def test_a_project_that_was_moved_is_recovered_where_it_is(clone: Path) -> None:
    (clone / "made.ts").write_bytes(b"made")
    sign(clone, ("made.ts", None, b"made"))
    moved = clone.rename(clone.parent / "moved")
    assert recover(moved)
    assert not (moved / "made.ts").exists()


@pytest.mark.parametrize("name", [b"a\xffb", b"new\nline", b"tab\there", "\u00fc ".encode()])
@pytest.mark.parametrize("below", [True, False])
def test_a_project_in_a_folder_of_any_name_is_recovered(
    tmp_path: Path, name: bytes, below: bool
) -> None:
    if below:
        git(tmp_path, "init", "-q")
    root = tmp_path / os.fsdecode(name)
    root.mkdir()
    (root / "a.ts").write_bytes(b"old")
    child = os.fork()
    if child == 0:
        try:
            plan = ChangeSet(root)
            plan.create("made.ts", b"made")
            plan.write("a.ts", b"new")
            die_when_replaced("a.ts")
            plan.apply()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert (root / "made.ts").exists()
    assert "undone" in (recover(root) or "")
    assert [path.name for path in root.iterdir()] == ["a.ts"]
    assert (root / "a.ts").read_bytes() == b"old"


# The user's own folder


def test_without_git_the_record_lies_in_the_user_s_own_folder(
    tmp_path: Path, isolated_home: Path
) -> None:
    (tmp_path / "made.ts").write_bytes(b"made")
    sign(tmp_path, ("made.ts", None, b"made"))
    assert interrupted(tmp_path)
    assert interrupted(tmp_path / "below")
    assert not list(tmp_path.glob(".scaffold*"))
    assert list((isolated_home / ".local/state/inngest-scaffold/changes").glob("*/journal"))
    assert recover(tmp_path)
    assert not (tmp_path / "made.ts").exists()
    assert not list((isolated_home / ".local/state/inngest-scaffold/changes").iterdir())


def test_another_project_at_the_same_place_is_not_undone(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    sign(root, ("made.ts", None, b"made"))
    root.rename(tmp_path / "aside")
    root.mkdir()
    (root / "made.ts").write_bytes(b"made")
    told = recover(root)
    assert told is not None
    assert "nothing was undone" in told
    assert (root / "made.ts").exists()
    # Numbered anew, as some file systems do, it is still known by its temporary files.
    sign(root, ("made.ts", None, b"made"), ("b.ts", None, b"b"))
    (root / f".scaffold-{TOKEN}-1.new").write_bytes(b"b")
    shutil.copytree(root, tmp_path / "copy")
    shutil.rmtree(root)
    (tmp_path / "copy").rename(root)
    assert "undone:" in (recover(root) or "")
    assert not list(root.iterdir())


def state(home: Path) -> Path:
    return home / ".local/state/inngest-scaffold"


def open_folder(home: Path) -> None:
    state(home).chmod(0o777)


def open_key(home: Path) -> None:
    (state(home) / "key").chmod(0o644)


def short_key(home: Path) -> None:
    (state(home) / "key").write_bytes(b"x")


def key_is_a_link(home: Path) -> None:
    (state(home) / "key").unlink()
    (state(home) / "key").symlink_to("/dev/zero")


def key_is_a_pipe(home: Path) -> None:
    (state(home) / "key").unlink()
    os.mkfifo(state(home) / "key", 0o600)


def state_is_a_file(home: Path) -> None:
    shutil.rmtree(state(home))
    state(home).write_bytes(b"")


def others_key(home: Path) -> None:
    os.chown(state(home) / "key", 12345, 12345)


@pytest.mark.parametrize(
    "spoil",
    [
        open_folder,
        open_key,
        short_key,
        key_is_a_link,
        key_is_a_pipe,
        state_is_a_file,
        pytest.param(
            others_key, marks=pytest.mark.skipif(os.geteuid() != 0, reason="needs another user")
        ),
    ],
)
def test_a_folder_that_others_could_have_written_to_is_refused(
    clone: Path, isolated_home: Path, spoil: Callable[[Path], None]
) -> None:
    state_folder.make_key()
    spoil(isolated_home)
    done = scaffold("hook", "install", cwd=clone)
    assert (done.code, "Traceback" in done.err) == (2, False), done.err
    assert str(state(isolated_home)) in done.err
    assert "hint: " in done.err
    assert not (clone / ".claude").exists()
    assert not (clone / ".git/scaffold-journal").exists()


def read_only_home(home: Path) -> dict[str, str]:
    return {"HOME": "/proc", "XDG_STATE_HOME": ""}


def no_home(home: Path) -> dict[str, str]:
    return {"HOME": "relative", "XDG_STATE_HOME": "relative"}


@pytest.mark.parametrize("variables", [read_only_home, no_home])
def test_without_a_folder_of_the_user_s_nothing_is_changed(
    clone: Path, isolated_home: Path, variables: Callable[[Path], dict[str, str]]
) -> None:
    done = scaffold("hook", "install", cwd=clone, **variables(isolated_home))
    assert (done.code, "Traceback" in done.err) == (2, False), done.err
    assert "XDG_STATE_HOME" in done.err
    assert not (clone / ".claude").exists()
    assert not (clone / "relative").exists()
    helped = clone.parent / "state"
    done = scaffold(
        "hook", "install", cwd=clone, **variables(isolated_home) | {"XDG_STATE_HOME": str(helped)}
    )
    assert done.code == 0, done.err
    assert (helped / "inngest-scaffold/key").stat().st_mode & 0o777 == 0o600


def test_the_key_is_made_once_by_many_at_once(isolated_home: Path) -> None:
    read, write = os.pipe()
    children = []
    for _ in range(8):
        child = os.fork()
        if child == 0:
            try:
                os.write(write, state_folder.make_key())
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    os.close(write)
    with os.fdopen(read, "rb") as keys:
        found = keys.read()
    assert len(found) == 8 * 32
    assert len({found[at : at + 32] for at in range(0, len(found), 32)}) == 1
    assert [each.name for each in state(isolated_home).iterdir()] == ["key"]


# A change that meets a link while it is made


def swap_for_a_link(root: Path) -> None:
    (root / "src").rename(root / "aside")
    (root / "src").symlink_to("../elsewhere")


@pytest.mark.parametrize("at", range(1, 60))
def test_a_folder_swapped_for_a_link_at_any_instant_leads_nowhere(
    clone: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = clone.parent / "elsewhere"
    outside.mkdir()
    (outside / "a.ts").write_bytes(b"old")
    (clone / "src").mkdir()
    (clone / "src/a.ts").write_bytes(b"old")
    plan = ChangeSet(clone)
    plan.write("src/a.ts", b"new")
    plan.create("src/b.ts", b"b")
    calls = 0
    real: dict[str, Callable[..., object]] = {}

    def watched(name: str) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == at:
                swap_for_a_link(clone)
            return real[name](*arguments, **options)

        return call

    with monkeypatch.context() as patch:
        for name in ("open", "link", "replace", "unlink", "mkdir", "rmdir", "fsync"):
            real[name] = getattr(os, name)
            patch.setattr(os, name, watched(name))
        with suppress(ScaffoldError):
            plan.apply()
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {"a.ts": b"old"}


def test_files_below_a_folder_are_reached_without_links(tmp_path: Path, way: str) -> None:
    root = tmp_path / "top"
    (root / "a/b").mkdir(parents=True)
    (root / "a/b/file").write_bytes(b"x")
    (root / "link").symlink_to("a")
    (root / "a/file-link").symlink_to("b/file")
    (root / "out").symlink_to("..")
    files = Beneath(root)
    assert files.read("a/b/file", 10) == b"x"
    assert files.read("a/b/file", 0) is None
    for path in ("link/b/file", "a/file-link", "out/top/a/b/file", "a/b", "no", "a/b/file/x"):
        assert files.read(path, 10) is None
    for act in (files.unlink, files.mkdir, files.rmdir):
        for path in ("link/b/file", "out/x"):
            with pytest.raises(NotADirectoryError, match="link or no folder"):
                act(path)
    with pytest.raises(OSError, match=r"exists|symbolic"):
        files.write("a/file-link", b"y")
    files.write("a/new", b"y")
    files.link("a/new", "a/b/other")
    files.replace("a/b/other", "a/new")
    files.unlink("a/new")
    below = Beneath(root, "link")
    assert below.state(".") is None
    assert Beneath(root, "a").read("b/file", 5) == b"x"
