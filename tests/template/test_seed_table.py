"""Every rule of the seed article has its place: words in a generated file, a rule or a reason."""

import pkgutil
import re
from dataclasses import dataclass

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


def _occurs(cell: str, sdk_names: tuple[str, ...]) -> bool:
    place = _PLACE.fullmatch(cell)
    if place is None:
        return False
    only, name, words = place.groups()
    for sdk_name in (only,) if only else sdk_names:
        texts = [
            text
            for path, text in render_agent_files(largest(sdk_name)).items()
            if path.rpartition("/")[2] == name
        ]
        if len(texts) != 1 or words not in texts[0]:
            return False
    return True


def test_rows_are_numbered() -> None:
    assert [row.number for row in ROWS] == [f"S{n}" for n in range(1, len(ROWS) + 1)]
    assert len(ROWS) > 120


def test_no_cell_is_empty() -> None:
    assert [row for row in ROWS if not all((row.seed, row.nextjs, row.fastapi, row.rule))] == []


def test_words_occur_in_next_js_projects() -> None:
    """Each cell names one file and words in it."""
    assert [row for row in ROWS if not _occurs(row.nextjs, ("v4", "v3"))] == []


def test_words_occur_in_fastapi_projects() -> None:
    assert [row for row in ROWS if not _occurs(row.fastapi, ("python",))] == []


def test_words_that_are_elsewhere_are_found_missing() -> None:
    assert not _occurs("CLAUDE.md: “words that nobody wrote”", ("v4", "python"))
    assert not _occurs("NOTHING.md: “Inngest”", ("v4", "python"))


def _is_rule_or_reason(part: str) -> bool:
    rules = ", ".join(f"`{name}`" for name in _RULE.findall(part))
    return bool(_REASON.match(part) or (rules and part == rules))


def test_rule_or_reason() -> None:
    parts = [part for row in ROWS for part in _parts(row.rule)]
    assert [part for part in parts if not _is_rule_or_reason(part)] == []


def test_named_rules_exist() -> None:
    named = {name for row in ROWS for part in _parts(row.rule) for name in _names(part)}
    assert len(named) > 30
    assert named <= RULES


def _parts(rule: str) -> list[str]:
    return re.split(r"; (?=corrected, |not checkable, )", rule)


def _names(part: str) -> list[str]:
    # A reason may speak of other things in backticks.
    return [] if _REASON.match(part) else _RULE.findall(part)
