"""What a killed `new` leaves is removed by the next one; what is not its own stays."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.disk import leftovers, state_folder
from tests.support.cli import scaffold, tree

# Kills this process at the n-th event that Python reports.
KILL = """
import os, signal, sys

AT, EVENT, PROCESS = int(os.environ["KILL_AT"]), os.environ["KILL_EVENT"], os.getpid()
count = 0

def hook(name, arguments):
    global count
    if name == EVENT and os.getpid() == PROCESS and "scaffold.creating.new" in sys.modules:
        count += 1
        if count == AT:
            os.kill(PROCESS, signal.SIGKILL)

sys.addaudithook(hook)
"""


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def killed(work: Path, arguments: list[str], event: str, at: int) -> int:
    """Run a command and kill it at an event; return its exit code."""
    hooks = work.parent / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "sitecustomize.py").write_text(KILL)
    return subprocess.run(
        [sys.executable, "-m", "scaffold", *arguments],
        cwd=work,
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(hooks), os.environ.get("PYTHONPATH", "")]),
            "TMPDIR": str(work.parent / "temporary"),
            "KILL_AT": str(at),
            "KILL_EVENT": event,
        },
        capture_output=True,
    ).returncode


def notes(home: Path) -> list[str]:
    folder = home / ".local/state/inngest-scaffold/running"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(
    ("event", "at"),
    [
        ("os.mkdir", 8),
        ("os.mkdir", 12),
        ("os.mkdir", 20),
        ("subprocess.Popen", 4),
        ("os.rename", 3),
    ],
)
def test_the_next_run_removes_what_a_killed_one_left(
    tmp_path: Path, temporary: Path, isolated_home: Path, event: str, at: int
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    code = killed(work, ["new", "a/shop", "--defaults"], event, at)
    assert code == -signal.SIGKILL
    assert [*work.iterdir(), *temporary.iterdir(), *notes(isolated_home)]
    # From anywhere: it is known where the first one was at work.
    other = tmp_path / "other"
    other.mkdir()
    done = scaffold("new", "shop", "--defaults", cwd=other, TMPDIR=str(temporary))
    assert done.code == 0, done.err
    assert list(temporary.iterdir()) == []
    assert [each.name for each in other.iterdir()] == ["shop"]
    assert list(work.rglob(".scaffold-*")) == []
    assert notes(isolated_home) == []
    assert list(work.iterdir()) == [] or (work / "a/shop/CLAUDE.md").exists()


def test_a_killed_update_leaves_no_clones_for_ever(
    tmp_path: Path, temporary: Path, isolated_home: Path
) -> None:
    assert scaffold("new", "shop", "--defaults", cwd=tmp_path).code == 0
    die_with_temporary_files(temporary)
    done = scaffold("update", "--check", cwd=tmp_path / "shop", TMPDIR=str(temporary))
    assert done.code == 0, done.err
    assert list(temporary.iterdir()) == []
    assert notes(isolated_home) == []


def die_with_temporary_files(temporary: Path) -> None:
    program = (
        "import os, signal\n"
        "from scaffold.disk.leftovers import temporary\n"
        "with temporary() as folder:\n"
        "    (folder / 'clone').mkdir()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"TMPDIR": str(temporary)}
    )
    assert done.returncode == -signal.SIGKILL
    assert len(list(temporary.iterdir())) == 1


def test_what_is_not_noted_stays(tmp_path: Path) -> None:
    """A folder of that name came with a repository, or is another user's."""
    for name in (".scaffold-new-0123456789abcdef", "scaffold-0123456789abcdef"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine").write_text("mine")
    before = tree(tmp_path)
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert done.code == 0, done.err
    after = tree(tmp_path)
    assert {path: after[path] for path in before} == before


def test_what_a_living_command_uses_stays(tmp_path: Path, isolated_home: Path) -> None:
    program = (
        "import pathlib, sys, time\n"
        "from scaffold.disk.leftovers import temporary, workshop\n"
        "with workshop(pathlib.Path(sys.argv[1])), temporary():\n"
        "    print('made', flush=True); time.sleep(60)\n"
    )
    living = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert living.stdout is not None
    try:
        assert living.stdout.readline() == "made\n"
        used = list(tmp_path.glob(".scaffold-new-*"))
        assert leftovers.tidy() == []
        assert list(tmp_path.glob(".scaffold-new-*")) == used != []
        assert len(notes(isolated_home)) == 2
        living.kill()
        living.wait()
        assert leftovers.tidy() == []
        assert list(tmp_path.iterdir()) == []
        assert notes(isolated_home) == []
    finally:
        living.kill()
        living.wait()
        living.stdout.close()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"{",
        b'{"folder": ',
        b'{"folder": "/", "missing": []}\n',
        b'{"folder": "FOLDER", "missing": ["FOLDER"]}\n',
        b'{"folder": "LINK", "missing": []}\n',
    ],
)
def test_a_note_removes_only_what_has_its_own_name(
    tmp_path: Path, isolated_home: Path, note: bytes
) -> None:
    name = "0123456789abcdef"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/mine").write_text("mine")
    (tmp_path / f".scaffold-new-{name}").symlink_to("folder")
    folder = state_folder.own_folder() / "running"
    folder.mkdir()
    content = note.replace(b"FOLDER", str(tmp_path / "folder").encode())
    content = content.replace(b"LINK", str(tmp_path / f".scaffold-new-{name}").encode())
    (folder / name).write_bytes(content)
    before = tree(tmp_path)
    assert leftovers.tidy() == []
    assert tree(tmp_path) == before
    assert notes(isolated_home) == []


def test_a_draft_of_a_note_is_kept_while_it_is_young(isolated_home: Path) -> None:
    folder = state_folder.own_folder() / "running"
    folder.mkdir()
    draft = folder / "0123456789abcdef.draft"
    draft.write_bytes(b"")
    leftovers.tidy()
    assert draft.exists()
    old = time.time() - 3600
    os.utime(draft, (old, old))
    leftovers.tidy()
    assert not draft.exists()


@pytest.mark.parametrize(("moved", "readme"), [(1, "# Mine\n"), (4, ""), (9, "# Mine\n")])
def test_a_project_that_was_moved_in_part_is_moved_to_its_end(
    tmp_path: Path, temporary: Path, isolated_home: Path, moved: int, readme: str
) -> None:
    whole, work = tmp_path / "whole/shop", tmp_path / "work/shop"
    for folder in (whole, work):
        folder.mkdir(parents=True)
        if readme:
            (folder / "README.md").write_text(readme)
    assert scaffold("new", ".", "--defaults", cwd=whole).code == 0
    entries = len(list(whole.iterdir()))
    program = (
        "import os, pathlib, signal\n"
        "real, count = pathlib.Path.rename, 0\n"
        "def rename(self, target):\n"
        "    global count\n"
        f"    if count == {moved}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    count += 1\n"
        "    return real(self, target)\n"
        "from scaffold.creating import target\n"
        "pathlib.Path.rename = rename\n"
        "from scaffold.cli.app import run\n"
        "run(['new', '.', '--defaults'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=work,
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert 0 < len(list(work.iterdir())) < entries
    again = scaffold("new", ".", "--defaults", cwd=work, TMPDIR=str(temporary))
    assert again.code == 2
    assert f"was finished: the project is in `{work}`" in again.err
    assert "is not empty" in again.err
    assert tree(work) == tree(whole)
    assert list(temporary.iterdir()) == []
    assert [each.name for each in work.parent.iterdir()] == ["shop"]
    assert notes(isolated_home) == []


def test_a_part_of_a_project_is_not_moved_over_other_files(
    tmp_path: Path, isolated_home: Path
) -> None:
    name = "0123456789abcdef"
    source = tmp_path / f".scaffold-new-{name}/project"
    source.mkdir(parents=True)
    (source / "a.ts").write_text("ours")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/a.ts").write_text("mine")
    folder = state_folder.own_folder() / "running"
    folder.mkdir()
    head = {"folder": str(source.parent), "missing": []}
    line = {"source": str(source), "target": str(tmp_path / "shop")}
    (folder / name).write_text(f"{json.dumps(head)}\n{json.dumps(line)}\n")
    before = tree(tmp_path)
    told = leftovers.tidy()
    assert len(told) == 1
    assert str(source) in told[0]
    assert tree(tmp_path) == before
    (tmp_path / "shop/a.ts").unlink()
    assert "was finished" in leftovers.tidy()[0]
    assert (tmp_path / "shop/a.ts").read_text() == "ours"


# A disk that is full while git works


def failing_git(folder: Path, steps: str) -> dict[str, str]:
    """Let git fail at some of its commands as it does on a full disk."""
    folder.mkdir()
    real = shutil.which("git")
    (folder / "git").write_text(
        f'#!/bin/sh\ncase " $* " in {steps})\n'
        '  echo "fatal: write error: No space left on device" >&2; exit 128;;\n'
        f'esac\nexec "{real}" "$@"\n'
    )
    (folder / "git").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


FAILING = [
    '*" init --quiet "*',
    '*" add --all "*',
    '*" commit "*|*" commit-tree "*',
    '*" commit "*|*" write-tree "*',
]


@pytest.mark.parametrize("steps", FAILING)
def test_when_git_cannot_write_nothing_is_made(tmp_path: Path, steps: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    path = failing_git(tmp_path / "bin", steps)
    done = scaffold("new", "shop", "--defaults", cwd=work, **path)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert "failed, so nothing was made: write error: No space left on device" in done.err
    assert list(work.iterdir()) == []


def test_a_commit_that_is_refused_is_not_listed(tmp_path: Path) -> None:
    path = failing_git(tmp_path / "bin", '*" commit "*')
    done = scaffold("new", "shop", "--defaults", "--json", cwd=tmp_path, **path)
    assert done.code == 0, done.err
    assert done.json["git"] == ["git init", "git add --all"]
    assert "did not work" in done.json["notes"][0]
    assert (tmp_path / "shop/.git").is_dir()


@pytest.fixture(params=[300, 400, 450, 500, 550, 600, 700])
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={request.param}k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting is not permitted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_on_a_small_disk_there_is_all_of_it_or_nothing(small_disk: Path) -> None:
    done = scaffold("new", "shop", "--defaults", "--json", cwd=small_disk)
    assert "Traceback" not in done.err
    if done.code == 2:
        assert list(small_disk.iterdir()) == []
        return
    assert done.code == 0
    shop = small_disk / "shop"
    log = subprocess.run(["git", "log", "--oneline"], cwd=shop, capture_output=True, text=True)
    listed = "git commit -m 'Create the project'" in done.json["git"]
    assert listed == ("Create the project" in log.stdout)
    assert listed
