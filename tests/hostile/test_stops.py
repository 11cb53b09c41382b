"""Ctrl-C at any moment: one sentence that is true, exit code 130, nothing half done.

From the first line of ours on: before it, while Python itself starts, Python answers.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest

from scaffold.disk import interrupts, leftovers
from scaffold.disk.journal_store import interrupted
from tests.support.cli import Done
from tests.support.function_projects import Repository, project

NOTHING = "stopped; nothing was written"
WRITTEN = re.compile(r"stopped after this was written: (create|update|delete) \S+.*")
# Sends the signal to this process at the n-th event that Python reports: an import, a file that is
# opened, a folder that is listed, a process that is started.
STRIKE = """
import os, signal, sys

AT, EVENT, PROCESS = int(os.environ["STOP_AT"]), os.environ["STOP_EVENT"], os.getpid()
TIMES = int(os.environ["STOP_TIMES"])
LOG = os.open(os.environ["STOP_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
count = 0

def hook(name, arguments):
    global count
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler or os.getpid() != PROCESS:
        return
    if name.startswith(EVENT):
        count += 1
        os.write(LOG, b".")
        if AT <= count < AT + TIMES:
            os.kill(PROCESS, signal.SIGINT)

sys.addaudithook(hook)
"""
COMMANDS: dict[str, list[str]] = {
    "version": ["--version"],
    "check": ["check"],
    "check with options": ["check", "--format", "json"],
    "fix": ["check", "--fix"],
    "list": ["list"],
    "explain": ["explain", "nested-step"],
    "add": ["add-function", "nightly", "--cron", "0 9 * * *"],
    "remove": ["remove-function", "on-user-created", "--json"],
    "set": ["update", "--set", "deployment=railway"],
    "uninstall": ["hook", "uninstall"],
    "new": ["new", "inner/shop", "--defaults"],
    "new here": ["new", ".", "--defaults", "--project-name", "shop"],
}


@pytest.fixture
def stop(tmp_path: Path) -> Callable[..., tuple[Done, int]]:
    """Run a command and stop it at an event; return what it did, and how many events there were."""
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/sitecustomize.py").write_text(STRIKE)
    (tmp_path / "temporary").mkdir()

    def run(
        arguments: list[str], cwd: Path, at: int = 0, event: str = "", times: int = 1
    ) -> tuple[Done, int]:
        log = tmp_path / "log"
        log.unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "scaffold", *arguments],
            cwd=cwd,
            env=os.environ
            | {
                "PYTHONPATH": os.pathsep.join(
                    [str(tmp_path / "hooks"), os.environ.get("PYTHONPATH", "")]
                ),
                "TMPDIR": str(tmp_path / "temporary"),
                "STOP_AT": str(at),
                "STOP_EVENT": event,
                "STOP_TIMES": str(times if at else 0),
                "STOP_LOG": str(log),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert not list((tmp_path / "temporary").iterdir()), done.stderr
        return Done(done.returncode, done.stdout, done.stderr), log.stat().st_size

    return run


def make(target: Path, name: str) -> Repository:
    if name == "new here":
        target.mkdir()
        return Repository(target)
    return project(target, "nextjs-v4")


def moments(events: int) -> list[int]:
    """Some of them: the last two, and one between."""
    return sorted({events * 5 // 9, events - 1, events} - {0})


@pytest.mark.parametrize("name", COMMANDS)
def test_whenever_it_is_stopped_it_says_one_true_sentence(
    tmp_path: Path, stop: Callable[..., tuple[Done, int]], name: str
) -> None:
    arguments = COMMANDS[name]
    whole = make(tmp_path / "whole", name)
    # What is loaded for the first time is written down by Python: not so the second time.
    before = whole.tree()
    done, events = stop(arguments, whole.root)
    assert done.code == 0, done.err
    after = whole.tree()
    stopped = 0
    for at in moments(events):
        shutil.rmtree(tmp_path / "shop", ignore_errors=True)
        shop = make(tmp_path / "shop", name)
        done, _ = stop(arguments, shop.root, at, times=1 + at % 2)
        assert "Traceback" not in done.err, (at, done.err)
        assert "Exception ignored" not in done.err, (at, done.err)
        found = shop.tree()
        if done.code == 0:
            assert found == after
            continue
        assert done.code == 130, (at, done)
        stopped += 1
        said = [line for line in done.err.splitlines() if line.startswith("stopped")]
        assert done.err.endswith(f"{said[0]}\n"), (at, done.err)
        assert len(said) == 1
        if said[0] == NOTHING:
            assert found == before, at
        else:
            assert WRITTEN.fullmatch(said[0]), said
            assert found == after, at
        assert not interrupted(shop.root)
    assert stopped


@pytest.mark.parametrize("name", ["add", "remove", "set", "uninstall"])
def test_stopped_while_it_writes_it_says_what_was_written(
    tmp_path: Path, stop: Callable[..., tuple[Done, int]], name: str
) -> None:
    # What is made once for a user is made in the first of these.
    for folder in ("first", "whole"):
        whole = make(tmp_path / folder, name)
        done, renames = stop(COMMANDS[name], whole.root, event="os.rename")
        assert done.code == 0, done.err
    # The last of them says that the change is done; the one before it belongs to the change too.
    for at in (renames - 1, renames):
        shutil.rmtree(tmp_path / "shop", ignore_errors=True)
        shop = make(tmp_path / "shop", name)
        done, _ = stop(COMMANDS[name], shop.root, at, event="os.rename", times=3)
        assert done.code == 130
        assert WRITTEN.fullmatch(done.err.splitlines()[-1]), done.err
        assert shop.tree() == whole.tree()
        assert not interrupted(shop.root)


def test_the_sentence_names_files_and_counts_the_rest() -> None:
    with interrupts.watched():
        assert interrupts.sentence() == NOTHING
        interrupts.recovered("An interrupted command was undone.")
        assert interrupts.sentence().startswith("stopped; nothing was written, but")
        interrupts.written([("create", f"{number}.ts") for number in range(7)])
        assert interrupts.sentence() == (
            "stopped after this was written: create 0.ts, create 1.ts, create 2.ts, create 3.ts, "
            "create 4.ts and 2 more"
        )


@pytest.mark.parametrize("make", [leftovers.temporary, leftovers.scratch])
def test_a_stop_while_a_temporary_folder_is_made_leaves_nothing(
    make: Callable[[], AbstractContextManager[Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Python tries first where it can write: the file that it made for that is taken away again."""
    unlink, mkdir = os.unlink, os.mkdir

    def stopped(path: str, **given: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        unlink(path, **given)

    def made(path: str, mode: int = 0o777) -> None:
        mkdir(path, mode)
        if tmp_path in Path(path).parents:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with pytest.raises(KeyboardInterrupt), interrupts.watched(), monkeypatch.context() as changed:  # noqa: PT012
        changed.setattr(os, "unlink", stopped)
        changed.setattr(os, "mkdir", made)
        with make():
            pytest.fail("the stop was lost")
    assert not list(tmp_path.iterdir())


class Stubborn:
    """Asks the process to stop from where nothing can be raised."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass


def test_a_stop_that_nothing_can_be_raised_from_is_not_shown(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with interrupts.watched():
        Stubborn()
    assert capfd.readouterr().err == ""


def test_a_stop_is_asked_for_until_it_can_be_raised(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    start = threading.Thread.start

    def slow_start(self: threading.Thread) -> None:
        start(self)
        time.sleep(0.2)  # the stop is asked for meanwhile

    def work() -> None:
        with interrupts.watched():
            Stubborn()
            time.sleep(60)

    monkeypatch.setattr(threading.Thread, "start", slow_start)
    with pytest.raises(KeyboardInterrupt):
        work()
    assert capfd.readouterr().err == ""


def test_what_is_ignored_stays_ignored(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "sys.argv = ['scaffold', 'explain']\n"
        "from scaffold import __main__\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "__main__.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nested-step" in done.stdout


@pytest.mark.parametrize("by", ["key", "signal"])
def test_leaving_a_question_says_so(tmp_path: Path, by: str) -> None:
    shop = project(tmp_path / "shop", "nextjs-v4")
    before = shop.tree()
    terminal = pexpect.spawn(
        sys.executable, ["-m", "scaffold", "add-function"],
        cwd=str(shop.root), env={**os.environ, "TERM": "xterm"}, encoding="utf-8", timeout=30,
        dimensions=(40, 200),
    )  # fmt: skip
    terminal.expect("What does it do")
    if by == "key":
        terminal.send("\x03")
    else:
        terminal.kill(signal.SIGINT)
    terminal.expect(NOTHING)
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 130
    assert "Traceback" not in str(terminal.before)
    assert shop.tree() == before
