"""A baseline is written over a baseline, or where there is no file, and only in the project."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checking.test_check_command import BAD, make
from tests.support.cli import scaffold, tree

WRITE = ("check", "--update-baseline", "--baseline")
BASELINE = {"schema_version": 1, "diagnostics": []}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    return make(project, bad_ts=BAD)


OTHERS = {
    "package.json": None,
    "good.ts": None,
    "empty": "",
    "list.json": "[]",
    "text.json": '"diagnostics"',
    "report.json": json.dumps(
        {"schema_version": 1, "diagnostics": [{"rule": "x", "path": "a.ts", "line": 3}]}
    ),
    "no-version.json": json.dumps({"diagnostics": []}),
    "newer.json": json.dumps({"schema_version": 2, "diagnostics": []}),
    "damaged.json": json.dumps(BASELINE)[:-1],
    "deep.json": "[" * 100_000,
    "binary.json": "\x00\x01",
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_that_is_no_baseline_is_not_overwritten(root: Path, name: str) -> None:
    text = OTHERS[name]
    if text is not None:
        (root / name).write_text(text)
    before = tree(root)
    done = scaffold(*WRITE, name, cwd=root)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert f"`{name}` is no baseline, so it is not overwritten" in done.err
    assert tree(root) == before
    read = scaffold("check", "--baseline", name, cwd=root)
    assert (read.code, "Traceback" in read.err) == (2, False)
    assert "is no baseline" in read.err


@pytest.mark.parametrize("name", ["baseline.json", ".config/inngest/baseline.json"])
def test_a_baseline_is_made_and_made_anew(root: Path, name: str) -> None:
    assert scaffold(*WRITE, name, cwd=root).code == 0
    first = (root / name).read_text()
    assert len(json.loads(first)["diagnostics"]) >= 1
    assert scaffold("check", "--baseline", name, cwd=root).code == 0
    assert scaffold(*WRITE, root / name, cwd=root).code == 0
    assert (root / name).read_text() == first


def upwards(root: Path) -> str:
    return "../outside.json"


def absolute(root: Path) -> str:
    return str(root.parent / "outside.json")


def by_a_link(root: Path) -> str:
    (root / "link.json").symlink_to("../outside.json")
    return "link.json"


def by_a_folder(root: Path) -> str:
    (root / "up").symlink_to("..")
    return "up/outside.json"


def into_git(root: Path) -> str:
    return ".git/outside.json"


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("way", [upwards, absolute, by_a_link, by_a_folder, into_git])
def test_no_baseline_is_written_outside_the_project(
    root: Path, way: Callable[[Path], str], exists: bool
) -> None:
    outside = root.parent / "outside.json"
    if exists:
        outside.write_text(json.dumps(BASELINE))
    path = way(root)
    before = tree(root.parent)
    done = scaffold(*WRITE, path, cwd=root)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert "hint: " in done.err
    assert tree(root.parent) == before
    assert not (root / ".git/outside.json").exists()


def test_a_baseline_elsewhere_can_be_read(root: Path) -> None:
    assert scaffold(*WRITE, "baseline.json", cwd=root).code == 0
    (root / "baseline.json").rename(root.parent / "shared.json")
    assert scaffold("check", "--baseline", "../shared.json", cwd=root).code == 0


def test_a_baseline_that_is_no_file_stops_nothing(root: Path) -> None:
    os.mkfifo(root / "pipe")
    (root / "folder").mkdir()
    for name in ("pipe", "folder"):
        for command in (("check", "--baseline"), WRITE):
            done = scaffold(*command, name, cwd=root)
            assert (done.code, "Traceback" in done.err) == (2, False)
            assert f"`{name}`" in done.err
