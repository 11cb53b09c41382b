"""What exists and was not read is never taken for what is not there."""

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests.support.function_projects import git
from tests.support.hostile import APP, PYTHON_APP, run, unprivileged, write

Hide = Callable[[Path, Path], None]


def a_link_to_a_folder_outside(root: Path, path: Path) -> None:
    outside = root.parent / "outside"
    path.parent.rename(outside)
    path.parent.symlink_to(outside)


def a_link_to_a_file_outside(root: Path, path: Path) -> None:
    outside = root.parent / f"outside{path.suffix}"
    path.rename(outside)
    path.symlink_to(outside)


def a_link_inside(root: Path, path: Path) -> None:
    real = root / "real" / f"other{path.suffix}"
    real.parent.mkdir()
    path.rename(real)
    path.symlink_to(os.path.relpath(real, path.parent))


def a_link_to_nothing_outside(root: Path, path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere/at/all.ts")


def a_pipe(root: Path, path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_socket(root: Path, path: Path) -> None:
    path.unlink()
    here = Path.cwd()
    os.chdir(path.parent)  # the whole path is too long for a socket
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def a_closed_file(root: Path, path: Path) -> None:
    path.chmod(0)


def a_closed_folder(root: Path, path: Path) -> None:
    path.parent.chmod(0)


def a_huge_file(root: Path, path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(10_000_001)


def another_encoding(root: Path, path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n// \xe9\n# \xe9\n")


def an_ignored_file(root: Path, path: Path) -> None:
    git(root, "init", "-q")
    write(root, {".gitignore": f"{path.name}\n"})


def an_ignored_folder_without_git(root: Path, path: Path) -> None:
    write(root, {".gitignore": f"{path.parent.name}/\n"})


def a_submodule(root: Path, path: Path) -> None:
    git(root, "init", "-q")
    git(path.parent, "init", "-q")
    git(path.parent, "add", "-A")
    git(path.parent, "commit", "-qm", "x")
    git(root, "-c", "advice.addEmbeddedRepo=false", "add", "-A")


def a_submodule_that_is_not_there_yet(root: Path, path: Path) -> None:
    git(root, "init", "-q")
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    folder = path.parent.relative_to(root).as_posix()
    write(root, {".gitmodules": f'[submodule "x"]\n\tpath = {folder}\n\turl = ./x\n'})


def a_sparse_checkout(root: Path, path: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    git(root, "sparse-checkout", "set", "--no-cone", "/*", f"!{path.name}")
    assert not path.exists()


HIDING: list[Hide] = [
    a_link_to_a_folder_outside, a_link_to_a_file_outside, a_link_inside, a_link_to_nothing_outside,
    a_pipe, a_socket, a_closed_file, a_closed_folder, a_huge_file, another_encoding,
    an_ignored_file, an_ignored_folder_without_git, a_submodule, a_submodule_that_is_not_there_yet,
    a_sparse_checkout,
]  # fmt: skip
# What a listing does not show is no part of the project: an ignored file may be anything.
NOT_OURS = (
    a_link_inside, a_link_to_nothing_outside, an_ignored_file, an_ignored_folder_without_git,
    a_submodule_that_is_not_there_yet, a_sparse_checkout,
)  # fmt: skip
APPS = {
    "typescript": (APP, "fns/good.ts", "serve.ts", "[good]"),
    "python": (PYTHON_APP, "app/fns/good.py", "app/main.py", "[good]"),
}


@pytest.fixture(params=APPS)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str]:
    """An app, the file of its function, and the file that serves it."""
    files, function, serve, _ = APPS[request.param]
    return write(tmp_path / "app", {**files}), function, serve


@pytest.fixture(autouse=True)
def opened_again(tmp_path: Path) -> Iterator[None]:
    yield
    for path in [tmp_path, *tmp_path.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o700)


def rights(hide: Hide) -> AbstractContextManager[None]:
    return unprivileged() if hide in (a_closed_file, a_closed_folder) else nullcontext()


def rules(out: list[dict[str, str]]) -> list[str]:
    return [each["rule"] for each in out]


@pytest.mark.parametrize("hide", HIDING)
def test_an_entry_is_never_taken_out_on_doubt(app: tuple[Path, str, str], hide: Hide) -> None:
    root, function, serve = app
    before = (root / serve).read_bytes()
    hide(root, root / function)
    with rights(hide):
        checked = run("check", "--format", "json", cwd=root)
        fixed = run("check", "--fix", cwd=root)
        dry = run("check", "--fix", "--dry-run", cwd=root)
    assert rules(checked.json["diagnostics"]) == [], checked.out
    assert fixed.code == 0, fixed
    assert (dry.code, dry.out) == (0, "")
    assert (root / serve).read_bytes() == before


@pytest.mark.parametrize("hide", [each for each in HIDING if each not in NOT_OURS])
def test_what_is_not_read_is_named(app: tuple[Path, str, str], hide: Hide) -> None:
    root, function, _ = app
    hide(root, root / function)
    with rights(hide):
        checked = run("check", cwd=root)
        listed = run("list", cwd=root)
    folder = re.escape(function.rpartition("/")[0])
    name = rf"{folder}(/|/(good|__init__)\.(ts|py))"
    assert re.search(rf"^skipped {name}: it is ", checked.out.replace("it cannot", "it is"), re.M)
    assert re.search(rf"^not read: {name}: it ", listed.out, re.M)


@pytest.mark.parametrize("hide", [each for each in HIDING if each not in NOT_OURS])
def test_who_serves_or_receives_may_be_what_is_not_read(
    app: tuple[Path, str, str], hide: Hide
) -> None:
    root, function, serve = app
    # The function that serves and receives goes where it is not read; who sends stays.
    sender, content = _sender(function)
    hidden = root / function
    hidden.write_bytes((root / serve).read_bytes() + b"\n" + hidden.read_bytes())
    (root / serve).unlink()
    write(root, {sender: content})
    hide(root, hidden)
    with rights(hide):
        checked = run("check", "--strict", "--format", "json", cwd=root)
        listed = run("list", cwd=root)
    assert "unregistered-function" not in rules(checked.json["diagnostics"])
    assert "unreceived-event" not in rules(checked.json["diagnostics"])
    assert "registration unclear" in listed.out
    assert "NOT REGISTERED" not in listed.out
    assert "sends a/other → nobody that was read" in listed.out


def _sender(function: str) -> tuple[str, str]:
    if function.endswith(".py"):
        return "app/sender.py", (
            "import inngest\n\nfrom app.client import client\n\n\n"
            "@client.create_function(\n"
            '    fn_id="sender", retries=3, trigger=inngest.TriggerEvent(event="a/c")\n)\n'
            "async def sender(ctx: inngest.Context) -> None:\n"
            '    await ctx.step.send_event("one", inngest.Event(name="a/other"))\n'
        )
    return "sender.ts", (
        'import { app } from "./client";\n'
        'export const sender = app.createFunction({ id: "s", retries: 3 }, { event: "a/c" },'
        " async (c) => {\n"
        '  await c.step.sendEvent("one", { name: "a/other", data: {} });\n});\n'
    )


def test_what_is_not_there_is_taken_out(app: tuple[Path, str, str]) -> None:
    root, function, serve = app
    (root / function).unlink()
    assert run("check", "--fix", cwd=root).code == 0
    assert b"good" not in (root / serve).read_bytes()


def test_a_path_that_differs_in_capitals_is_told_and_left(app: tuple[Path, str, str]) -> None:
    root, function, serve = app
    other = function.replace("good.", "Good.")
    (root / function).rename(root / other)
    before = (root / serve).read_bytes()
    fixed = run("check", "--fix", cwd=root)
    assert fixed.code == 1
    assert f"`{other}` differs in capitals" in fixed.out
    assert (root / serve).read_bytes() == before


def test_a_barrel_that_hands_on_what_is_not_read(tmp_path: Path) -> None:
    serve = APP["serve.ts"].replace("./fns/good", "./fns")
    root = write(
        tmp_path / "app",
        {**APP, "serve.ts": serve, "fns/index.ts": 'export { good } from "./good";'},
    )
    a_link_to_a_file_outside(root, root / "fns/good.ts")
    assert run("check", "--fix", cwd=root).code == 0
    assert (root / "serve.ts").read_text() == serve


def test_a_package_that_is_not_read_hides_what_its_module_is(tmp_path: Path) -> None:
    main = PYTHON_APP["app/main.py"].replace("app.fns.good import", "app.fns import")
    root = write(tmp_path / "app", {**PYTHON_APP, "app/main.py": main})
    (root / "app/fns/__init__.py").write_text("from app.fns.good import good\n")
    a_link_to_a_file_outside(root, root / "app/fns/__init__.py")
    assert run("check", "--fix", cwd=root).code == 0
    assert (root / "app/main.py").read_text() == main


def test_a_setting_that_is_not_read_may_be_there(tmp_path: Path) -> None:
    root = write(tmp_path / "app", {**PYTHON_APP})
    a_link_to_a_file_outside(root, root / ".env.development")
    assert run("check", "--strict", cwd=root).code == 0


def test_an_entry_made_while_the_command_was_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of a function is written after the listing, and again before the change."""
    from scaffold.disk.project_files import DiskFiles

    root = write(tmp_path / "app", {**APP})
    content = (root / "fns/good.ts").read_bytes()
    before = (root / "serve.ts").read_bytes()
    (root / "fns/good.ts").unlink()
    listing = DiskFiles.paths

    def paths(files: DiskFiles) -> object:
        found = listing(files)
        (root / "fns/good.ts").write_bytes(content)
        return found

    monkeypatch.setattr(DiskFiles, "paths", paths)
    assert run("check", "--fix", cwd=root).code in (0, 2)
    assert (root / "serve.ts").read_bytes() == before
