"""Every rule of the seed article has its place: words in a generated file, a rule or a reason."""

import pkgutil
import re
from dataclasses import dataclass

import pytest

import scaffold.rules
from tests.support.paths import REPOSITORY
from tests.support.rendering import largest, render_agent_files

TABLE = REPOSITORY / "docs" / "seed-rules.md"
_PLACE = re.compile(r"(?:(v3|v4) )?([\w.-]+\.md): “(.+)”")
_REASON = re.compile(r"(?:not checkable|corrected), because \S")
_RULE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")


@dataclass(frozen=True)
class Row:
    """One row of the table, cells as written."""

    number: str
    seed: str
    nextjs: str
    fastapi: str
    rule: str


def _rows() -> list[Row]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if re.match(r"\| S\d", line):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            rows.append(Row(*(cell.strip().replace("\\|", "|") for cell in cells)))
    return rows


ROWS = _rows()
RULES = {
    module.name.replace("_", "-")
    for module in pkgutil.iter_modules(scaffold.rules.__path__)
    if not module.name.startswith("_")
}
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)


def _assert_occurs(cell: str, sdk_names: tuple[str, ...]) -> None:
    place = _PLACE.fullmatch(cell)
    assert place, f"`{cell}` is not a file and words in it"
    only, name, words = place.groups()
    for sdk_name in (only,) if only else sdk_names:
        texts = {
            path: text
            for path, text in render_agent_files(largest(sdk_name)).items()
            if path.rpartition("/")[2] == name
        }
        assert len(texts) == 1, f"{sdk_name} has no `{name}`"
        assert words in next(iter(texts.values())), f"`{name}` on {sdk_name} lacks “{words}”"


def test_rows_are_numbered() -> None:
    assert [row.number for row in ROWS] == [f"S{n}" for n in range(1, len(ROWS) + 1)]
    assert len(ROWS) > 120


@every_row
def test_no_cell_is_empty(row: Row) -> None:
    assert all((row.seed, row.nextjs, row.fastapi, row.rule))


@every_row
def test_words_occur_in_next_js_projects(row: Row) -> None:
    _assert_occurs(row.nextjs, ("v4", "v3"))


@every_row
def test_words_occur_in_fastapi_projects(row: Row) -> None:
    _assert_occurs(row.fastapi, ("python",))


@every_row
def test_rule_or_reason(row: Row) -> None:
    for part in _parts(row.rule):
        rules = ", ".join(f"`{name}`" for name in _RULE.findall(part))
        assert _REASON.match(part) or (rules and part == rules), part


@pytest.mark.skipif(len(RULES) < 30, reason="the rules are not all written yet")
@every_row
def test_named_rules_exist(row: Row) -> None:
    assert {name for part in _parts(row.rule) for name in _names(part)} <= RULES


def _parts(rule: str) -> list[str]:
    return re.split(r"; (?=corrected, |not checkable, )", rule)


def _names(part: str) -> list[str]:
    # A reason may speak of other things in backticks.
    return [] if _REASON.match(part) else _RULE.findall(part)
