"""The fixtures of the rules as files: each has its place, and is in the language it says."""

from pathlib import Path

import pytest

from scaffold.rules import all_rules
from tests.support.rule_cases import FIXTURES, fixture_files

PYTHON = [pytest.param(p, id=str(p.relative_to(FIXTURES))) for p in fixture_files("python")]


def test_a_folder_is_named_after_a_rule_and_holds_what_is_invalid_and_valid() -> None:
    folders = [path for path in FIXTURES.glob("*/*") if "__pycache__" not in path.parts]
    assert {path.parent.name for path in folders} <= set(all_rules())
    assert {path.name for path in folders} == {"invalid", "valid"}


@pytest.mark.parametrize("path", PYTHON)
def test_python_compiles(path: Path) -> None:
    compile(path.read_bytes(), path, "exec", dont_inherit=True)
