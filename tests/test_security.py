"""The threat model in SECURITY.md names tests that exist, and every hostile test is in it."""

import ast
import functools
import re

import pytest

from tests.support.paths import REPOSITORY

MODEL = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in MODEL.splitlines()
    if line.startswith("| ") and not line.startswith("| It must not gain")
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_row_names_a_test() -> None:
    for row in ROWS:
        assert len(row) == 3, row
        assert all(row), row
        assert NAMED.search(row[2]), row


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED.findall(MODEL))))
def test_a_named_test_exists(path: str, name: str) -> None:
    assert not name or name in _defined(path)


@functools.cache
def _defined(path: str) -> set[str]:
    tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_hostile_test_file_is_named() -> None:
    hostile = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "tests" / "hostile").rglob("test_*.py")
    }
    assert hostile <= {path for path, _ in NAMED.findall(MODEL)}
