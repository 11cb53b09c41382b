"""Isolate every test from the machine: home directory, git identity, prompts; tell quick ones."""

import gc
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.support.machine import compile_ours, leave_outside
from tests.support.proof import Proof
from tests.support.selection import Measure, function_of, is_for_posix, slow_tests

_LONGEST = 200  # characters of a text in the name of a test


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that measures which tests are slow."""
    parser.addoption("--measure", action="store_true", help="write tests/slow.txt anew")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use one worker more than there are processors where servers and terminals are waited for."""
    return (os.cpu_count() or 1) + (0 if config.option.markexpr == "quick" else 1)


@pytest.hookimpl(trylast=True)  # what pytest itself prints is as people want it
def pytest_configure(config: pytest.Config) -> None:
    """Forget the caller's settings. Measure if asked; workers would each see a part only."""
    leave_outside()
    gc.set_threshold(50_000, 20, 100)  # thousands of tests, and all of our syntax, stay in memory
    if not hasattr(config, "workerinput"):
        compile_ours()
    config.pluginmanager.register(Proof(), "proof")
    if config.getoption("--measure"):
        if config.getoption("numprocesses", None):
            raise pytest.UsageError("--measure sees every test with -n 0 only")
        config.pluginmanager.register(_Measuring(), "measuring")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what a system cannot run."""
    if sys.platform == "win32" and collection_path.suffix == ".py":
        return is_for_posix(collection_path) or None
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test as quick or slow."""
    slow = slow_tests()
    for item in items:
        installs = item.get_closest_marker("e2e") or item.nodeid.startswith("tests/e2e/")
        if installs or function_of(item.nodeid) in slow:
            item.add_marker(pytest.mark.slow)
        elif not item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.quick)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going through all tests again and again."""
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case by how its text begins: some are megabytes long, and every program gets it."""
    if isinstance(val, str | bytes) and len(val) > _LONGEST:
        return repr(val[:_LONGEST])
    return None


class _Measuring:
    def __init__(self) -> None:
        self._measure = Measure()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._measure.start()
        done = yield
        self._measure.end(item.nodeid)
        return done

    def pytest_sessionfinish(self) -> None:
        self._measure.write()


@pytest.fixture(autouse=True)
def disk_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep in memory what was written: a killed process loses none of it, as a power cut would."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


_HOMES = count()


@pytest.fixture(autouse=True)
def isolated_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give each test an empty home with a git identity, and none of the machine's settings."""
    # In a folder of their own: `mktemp` goes through all that is there, to find a free number.
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_HOMES))
    home.mkdir(parents=True)
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Test Person\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return home
