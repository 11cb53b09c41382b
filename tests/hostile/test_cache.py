"""The folder of what is kept between commands: damaged, planted, in the way or somebody else's."""

import marshal
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.functions import rendering
from scaffold.template import store
from scaffold.template.cache import cache_folder
from tests.support.function_projects import git
from tests.support.template_packages import call

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another owner"
)


@pytest.fixture
def placed(isolated_home: Path) -> Path:
    """The bundle where a first command put it."""
    store.place()
    return isolated_home / ".cache/inngest-scaffold/template.bundle"


def flipped(bundle: Path) -> None:
    content = bytearray(bundle.read_bytes())
    content[-2000] ^= 1
    bundle.write_bytes(content)


def cut(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-1000])


def longer(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes() + b"more")


def empty(bundle: Path) -> None:
    bundle.write_bytes(b"")


def the_head_alone(bundle: Path) -> None:
    """All versions are listed, and nothing of them is there."""
    head, mark, _ = bundle.read_bytes().partition(b"\n\n")
    bundle.write_bytes(head + mark)


def a_link(bundle: Path) -> None:
    shutil.move(bundle, bundle.with_name("elsewhere"))
    bundle.symlink_to("elsewhere")


def a_link_to_nothing(bundle: Path) -> None:
    bundle.unlink()
    bundle.symlink_to("nowhere")


def a_pipe(bundle: Path) -> None:
    bundle.unlink()
    os.mkfifo(bundle)


def writable_by_all(bundle: Path) -> None:
    bundle.chmod(0o666)


@pytest.mark.parametrize(
    "damage",
    [
        flipped, cut, longer, empty, the_head_alone, a_link, a_link_to_nothing, a_pipe,
        writable_by_all,
    ],
)  # fmt: skip
def test_a_damaged_bundle_is_replaced(damage: Callable[[Path], None], placed: Path) -> None:
    damage(placed)
    store.place()
    assert placed.read_bytes() == store.bundle().read_bytes()
    assert not placed.is_symlink()
    assert placed.stat().st_mode & 0o022 == 0
    assert [each.name for each in placed.parent.iterdir() if each.name != "elsewhere"] == [
        "template.bundle"
    ]


def test_a_damaged_bundle_does_not_stop_a_project(placed: Path, tmp_path: Path) -> None:
    flipped(placed)
    done = call("new", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 0, done.err


def test_a_version_of_other_content_is_refused(placed: Path, tmp_path: Path) -> None:
    """A sound bundle that calls something else by the names of our versions."""
    copied = tmp_path / "copied"
    git(tmp_path, "clone", "-q", str(placed), str(copied))
    newest = store.newest()
    (copied / "nextjs/evil.txt").write_text("evil\n")
    git(copied, "add", "-A")
    git(copied, "commit", "-qm", newest)
    git(copied, "tag", "-f", newest)
    git(copied, "bundle", "create", "-q", str(placed), "--all")
    with pytest.raises(ScaffoldError, match="does not know") as refused:
        store.place()
    assert "delete that file" in refused.value.hint


def test_the_folder_is_the_users_alone(isolated_home: Path) -> None:
    folder = isolated_home / ".cache/inngest-scaffold"
    before = os.umask(0)
    try:
        store.place()
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    store.place()
    assert folder.stat().st_mode & 0o022 == 0


def test_a_folder_may_be_a_link(isolated_home: Path, tmp_path: Path) -> None:
    (isolated_home / ".cache").mkdir()
    (tmp_path / "kept").mkdir()
    (isolated_home / ".cache/inngest-scaffold").symlink_to(tmp_path / "kept")
    store.place()
    assert (tmp_path / "kept/template.bundle").is_file()


@pytest.mark.parametrize("place", [".cache", ".cache/inngest-scaffold"])
def test_a_file_in_the_way_is_named(place: str, isolated_home: Path) -> None:
    (isolated_home / place).parent.mkdir(exist_ok=True)
    (isolated_home / place).write_text("")
    with pytest.raises(ScaffoldError, match="cannot write the template bundle"):
        store.place()


def test_a_folder_in_the_way_is_named(isolated_home: Path) -> None:
    (isolated_home / ".cache/inngest-scaffold/template.bundle").mkdir(parents=True)
    with pytest.raises(ScaffoldError, match="cannot write the template bundle"):
        store.place()


@needs_root
def test_a_folder_of_another_user_is_refused(placed: Path, tmp_path: Path) -> None:
    os.chown(placed.parent, 12345, 12345)
    done = call("new", "shop", "--defaults", cwd=tmp_path)
    assert (done.code, "belongs to another user" in done.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_read_only_and_filled_will_do(
    placed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed.parent.chmod(0o500)
    # The superuser may write anywhere, so the mode alone shows nothing.
    monkeypatch.setattr(store, "write_whole", lambda file, content: pytest.fail("written"))
    store.place()


# What is compiled, and run


@pytest.fixture
def compiled(isolated_home: Path) -> Path:
    """The file of a compiled kind."""
    rendering._environment.cache_clear()
    rendering._environment().get_template("functions/cron/nextjs/function.ts.jinja")
    (file,) = (
        each
        for each in (isolated_home / ".cache/inngest-scaffold/kinds").iterdir()
        if b"cron" in each.read_bytes()
    )
    return file


def runs_of(compiled: Path, tmp_path: Path) -> bool:
    """Put code of an attacker's where the compiled kind is, and tell whether it is run."""
    ran = tmp_path / "ran"
    code = compile(f"open({str(ran)!r}, 'w').close()", "evil", "exec")
    content = compiled.read_bytes()
    start = next(at for at in range(len(content)) if content[at : at + 1] == b"\xe3" and at > 20)
    state = compiled.stat()
    compiled.write_bytes(content[:start] + marshal.dumps(code))
    os.chown(compiled, state.st_uid, state.st_gid)
    rendering._environment.cache_clear()
    with suppress(KeyError):  # the attacker's code defines no template
        rendering._environment().get_template("functions/cron/nextjs/function.ts.jinja")
    return ran.exists()


def test_an_attack_on_a_compiled_kind_is_one(compiled: Path, tmp_path: Path) -> None:
    """What only the user can write is run: the tests below would see it."""
    assert runs_of(compiled, tmp_path)


def folder_writable_by_all(compiled: Path) -> None:
    compiled.parent.chmod(0o777)


def folder_writable_by_a_group(compiled: Path) -> None:
    compiled.parent.chmod(0o775)


def file_writable_by_all(compiled: Path) -> None:
    compiled.chmod(0o666)


def file_through_a_link(compiled: Path) -> None:
    shutil.move(compiled, compiled.parent.parent / "elsewhere")
    compiled.symlink_to("../elsewhere")


def folder_of_another(compiled: Path) -> None:
    os.chown(compiled.parent, 12345, 12345)


def file_of_another(compiled: Path) -> None:
    os.chown(compiled, 12345, 12345)


@pytest.mark.parametrize(
    "plant",
    [
        folder_writable_by_all,
        folder_writable_by_a_group,
        file_writable_by_all,
        file_through_a_link,
        pytest.param(folder_of_another, marks=needs_root),
        pytest.param(file_of_another, marks=needs_root),
    ],
)
def test_runs_nothing_that_another_can_have_put_there(
    plant: Callable[[Path], None], compiled: Path, tmp_path: Path
) -> None:
    plant(compiled)
    assert not runs_of(compiled, tmp_path)


def test_a_kind_is_compiled_without_a_folder(isolated_home: Path) -> None:
    (isolated_home / ".cache").write_text("in the way")
    rendering._environment.cache_clear()
    assert rendering._environment().get_template("functions/cron/nextjs/function.ts.jinja")
    assert cache_folder() == isolated_home / ".cache/inngest-scaffold"
