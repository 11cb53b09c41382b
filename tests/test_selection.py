"""`pytest -m quick` is what daily work needs: in every package some, and nothing that is gone."""

import ast
import subprocess
import sys
from collections import Counter

import pytest

from tests.support.paths import REPOSITORY
from tests.support.selection import TESTS, function_of, is_for_posix, slow_tests

PACKAGES = {path.parent.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}


def test_slow_tests_are_there() -> None:
    for listed in slow_tests():
        path, _, function = listed.partition("::")
        assert (TESTS / path).is_file(), f"take `{listed}` out of tests/slow.txt"
        named = {
            node.name
            for node in ast.walk(ast.parse((TESTS / path).read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        assert function.rpartition("::")[2] in named, f"take `{listed}` out of tests/slow.txt"


def test_every_package_has_quick_tests() -> None:
    chosen = _collected_as_quick()
    counted = Counter(node.partition("::")[0].rpartition("/")[0] for node in chosen)
    packages = PACKAGES - {"e2e", "site"}  # they install, and build the site
    assert {f"tests/{package}".removesuffix("/.") for package in packages} <= counted.keys()
    assert not {function_of(node) for node in chosen} & slow_tests()


def test_windows_runs_most_modules_and_imports_nothing_that_it_lacks() -> None:
    modules = {path: is_for_posix(path) for path in TESTS.rglob("test_*.py")}
    left = [path for path, left_out in modules.items() if not left_out]
    assert len(left) > len(modules) * 2 / 3
    lacking = {"fcntl", "pexpect", "pty", "resource", "termios"}
    for path in left:
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        named = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
        assert not named & lacking, path


def test_nothing_that_installs_is_quick(request: pytest.FixtureRequest) -> None:
    chosen = request.session.items
    both = [one for one in chosen if {"quick", "e2e"} <= {mark.name for mark in one.iter_markers()}]
    assert not both


def _collected_as_quick() -> list[str]:
    run = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", "-m", "quick"]
    done = subprocess.run(run, cwd=REPOSITORY, capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if "::" in line]
