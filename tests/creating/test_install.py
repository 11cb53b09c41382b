"""`scaffold new --install`: the lock file is committed, and a failure costs no project."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.cli import Done, scaffold

LOCK_FILES = {
    "npm": "package-lock.json",
    "pnpm": "pnpm-lock.yaml",
    "yarn": "yarn.lock",
    "bun": "bun.lock",
    "uv": "uv.lock",
}
STACKS = {"uv": "fastapi", "pip": "fastapi"}
every_manager = pytest.mark.parametrize("manager", LOCK_FILES)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A search path with git and what it needs, and no package manager."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for place in ("/usr/local/bin", "/usr/bin", "/bin"):
        for program in Path(place).iterdir() if Path(place).is_dir() else ():
            if program.name not in (*LOCK_FILES, "python3", "node", "npx"):
                with suppress(FileExistsError):
                    (folder / program.name).symlink_to(program)
    git = shutil.which("git")
    assert git is not None
    with suppress(FileExistsError):
        (folder / "git").symlink_to(git)
    return folder


def _put(programs: Path, name: str, script: str) -> None:
    program = programs / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def _new(at: Path, manager: str, programs: Path, *options: str) -> Done:
    stack = STACKS.get(manager, "nextjs")
    answers = ("--stack", stack, "--package-manager", manager, "--defaults", "--install")
    return scaffold("new", "shop", *answers, *options, cwd=at, PATH=str(programs))


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


@every_manager
def test_the_lock_file_is_in_the_first_commit(tmp_path: Path, programs: Path, manager: str) -> None:
    lock = LOCK_FILES[manager]
    _put(programs, manager, f'echo "$@" > {lock}; echo resolved; echo noise >&2')
    done = _new(tmp_path, manager, programs)
    assert done.code == 0, done.err
    root = tmp_path / "shop"
    word = "sync" if manager == "uv" else "install"
    assert (root / lock).read_text() == f"{word}\n"
    assert _git(root, "log", "--format=%s") == "Create the project\n"
    assert lock in _git(root, "show", "--stat", "--name-only", "--format=")
    assert _git(root, "status", "--short") == ""
    assert f"run    {manager} {word}" in done.err
    assert "noise" not in done.err + done.out
    assert f"{manager} {word}" not in done.out
    assert manager in done.out


def test_pip_installs_into_an_environment_of_the_project(tmp_path: Path, programs: Path) -> None:
    pip = "printf '#!/bin/sh\\necho \"$@\" > asked\\n' > .venv/bin/pip; chmod +x .venv/bin/pip"
    _put(programs, "python3", f"mkdir -p .venv/bin; {pip}")
    done = _new(tmp_path, "pip", programs)
    assert done.code == 0, done.err
    assert (tmp_path / "shop/asked").read_text() == "install -e .[dev]\n"


@pytest.mark.parametrize("manager", ["pnpm", "uv"])
def test_a_manager_that_is_not_there_is_named(tmp_path: Path, programs: Path, manager: str) -> None:
    done = _new(tmp_path, manager, programs)
    assert done.code == 2
    assert f"error: cannot find `{manager}`, so nothing is installed: " in done.err
    assert "Traceback" not in done.err
    root = tmp_path / "shop"
    assert _git(root, "log", "--format=%s") == "Create the project\n"
    assert _git(root, "status", "--short") == ""
    assert f"  {manager} " in done.out


def test_a_manager_that_fails_costs_no_project(tmp_path: Path, programs: Path) -> None:
    _put(programs, "npm", "echo begun; echo no network; exit 7")
    done = _new(tmp_path, "npm", programs)
    assert done.code == 2
    assert "error: `npm install` failed with exit code 7: no network" in done.err
    assert done.out.splitlines() == ["  cd shop", "  npm install", "  npm run dev"]
    assert _git(tmp_path / "shop", "status", "--short") == ""


def test_a_failure_is_in_the_document_too(tmp_path: Path, programs: Path) -> None:
    _put(programs, "npm", "exit 7")
    done = _new(tmp_path, "npm", programs, "--json")
    assert done.code == 2
    assert done.json["install"]["command"] == "npm install"
    assert done.json["install"]["problem"] == "`npm install` failed with exit code 7"
    assert done.json["next"][1] == "npm install"


def test_without_git_it_only_installs(tmp_path: Path, programs: Path) -> None:
    _put(programs, "npm", "echo > package-lock.json")
    done = _new(tmp_path, "npm", programs, "--no-git")
    assert done.code == 0, done.err
    assert (tmp_path / "shop/package-lock.json").is_file()
    assert not (tmp_path / "shop/.git").exists()


def test_a_dry_run_installs_nothing(tmp_path: Path, programs: Path) -> None:
    _put(programs, "npm", f"echo > {tmp_path}/ran")
    done = _new(tmp_path, "npm", programs, "--dry-run")
    assert done.code == 0, done.err
    assert "would run  npm install" in done.err
    assert not (tmp_path / "ran").exists()


def test_a_hook_that_stops_the_second_commit_is_told(
    tmp_path: Path, programs: Path, isolated_home: Path
) -> None:
    hooks = isolated_home / "hooks"
    hooks.mkdir()
    script = '#!/bin/sh\n[ ! -e package-lock.json ] || { echo "no lock files here"; exit 1; }\n'
    (hooks / "pre-commit").write_text(script)
    (hooks / "pre-commit").chmod(0o755)
    with (isolated_home / ".gitconfig").open("a") as settings:
        settings.write(f"[core]\n\thooksPath = {hooks}\n")
    _put(programs, "npm", "echo > package-lock.json")
    done = _new(tmp_path, "npm", programs)
    assert done.code == 0, done.err
    assert "note: the lock file is not committed: " in done.err
    assert _git(tmp_path / "shop", "log", "--format=%s") == "Create the project\n"


def test_a_team_template_is_installed_by_its_own_words(tmp_path: Path) -> None:
    done = scaffold("new", "shop", "--template", "x", "--install", cwd=tmp_path)
    assert done.code == 2
    assert "leave `--install` out" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_the_manager_speaks_to_a_terminal(tmp_path: Path, programs: Path) -> None:
    import pty

    _put(programs, "npm", "echo 12 packages >&2; echo > package-lock.json")
    parent, child = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "scaffold", "new", "shop", "--defaults", "--install"],
        cwd=tmp_path,
        env={**os.environ, "PATH": str(programs)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=child,
    )
    os.close(child)
    said = b""
    while True:
        try:
            read = os.read(parent, 1000)
        except OSError:
            break
        if not read:
            break
        said += read
    os.close(parent)
    assert done.wait(timeout=60) == 0
    assert b"12 packages" in said
