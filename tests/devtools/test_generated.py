"""What is made from the rules is up to date, and every place that names a rule is in step."""

import re
from pathlib import Path

import pytest

from scaffold.devtools.generate import generated, main, stale
from scaffold.kinds import Kind, all_kinds, chosen_kinds
from scaffold.rules import all_rules
from tests.support.paths import REPOSITORY
from tests.support.rendering import largest, render_agent_files

ROOT = REPOSITORY
RULES = all_rules()
LANGUAGES = {"v4": "typescript", "v3": "typescript", "python": "python"}
NAME = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
SEED = (ROOT / "docs" / "seed-rules.md").read_text(encoding="utf-8")
every_sdk = pytest.mark.parametrize("sdk_name", LANGUAGES)


def _of(sdk_name: str) -> set[str]:
    return {rule.name for rule in RULES.values() if LANGUAGES[sdk_name] in rule.languages}


def _hard_rules(sdk_name: str) -> list[str]:
    text = render_agent_files(largest(sdk_name))["CLAUDE.md"]
    section = text.split("## Hard rules\n")[1].split("<!-- scaffold:end -->")[0]
    return [line for line in section.splitlines() if line.startswith("- ")]


def _table(title: str) -> list[str]:
    """The rules that a table of the docs has a row for."""
    section = SEED.split(f"## {title}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([a-z-]+)` \| .+ \|$", section, re.MULTILINE)


def test_generated_files_are_fresh() -> None:
    assert stale() == [], "run `python -m scaffold.devtools.generate`"


def test_check_says_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scaffold.devtools.generate.stale", lambda: ["docs/rules/index.md"])
    assert main(["--check"]) == 1
    assert "docs/rules/index.md" in capsys.readouterr().err


def test_a_kind_that_is_missing_from_the_questions_makes_them_stale(tmp_path: Path) -> None:
    for name in (*generated(), "pyproject.toml", "templates/includes/settings.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text())
    assert stale(tmp_path) == []
    questions = tmp_path / "templates/copier.yml"
    choice = '    "webhook: verifies a provider\'s request": webhook\n'
    assert choice in questions.read_text()
    questions.write_text(questions.read_text().replace(choice, ""))
    assert stale(tmp_path) == ["templates/copier.yml"]


@every_sdk
def test_each_hard_rule_names_its_checks(sdk_name: str) -> None:
    for line in _hard_rules(sdk_name):
        names = re.search(r" \((`[a-z-]+`(?:, `[a-z-]+`)*)\)$", line)
        assert names, f"no rule name at the end of: {line}"
        assert set(NAME.findall(names[1])) <= _of(sdk_name), line


@every_sdk
def test_each_rule_about_lost_work_is_a_hard_rule_or_stands_in_a_section(sdk_name: str) -> None:
    """CLAUDE.md prints what code breaks by itself; of the others the docs say where they stand."""
    printed = {name for line in _hard_rules(sdk_name) for name in NAME.findall(line)}
    errors = {name for name in _of(sdk_name) if RULES[name].severity == "error"}
    assert errors - printed - set(_table("Errors that no hard rule prints")) == set()


def test_no_row_on_an_error_is_left_over() -> None:
    printed = {
        name for sdk in LANGUAGES for line in _hard_rules(sdk) for name in NAME.findall(line)
    }
    rows = set(_table("Errors that no hard rule prints"))
    assert rows <= {name for name, rule in RULES.items() if rule.severity == "error"} - printed


@every_sdk
def test_the_list_of_rules_is_that_of_the_installed_version(sdk_name: str) -> None:
    """A list in a template would be true for one version of the package only."""
    text = render_agent_files(largest(sdk_name))[".claude/rules/inngest-checks.md"]
    assert "`inngest-scaffold explain` lists the rules" in text
    assert set(NAME.findall(text)) & set(RULES) == set()


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_a_kind_names_rules_that_there_are(kind: Kind) -> None:
    assert set(kind.rules) <= set(RULES)
    assert set(kind.brings) <= set(chosen_kinds())


def test_docs_hold_every_rule() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages - {"index"} == set(RULES)
    listed = (ROOT / "docs" / "rules" / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| \[`(.+?)`\]\(\1\.md\)", listed, re.MULTILINE)) == set(RULES)


def test_seed_table_names_every_rule_or_says_it_is_new() -> None:
    rows = [line for line in SEED.splitlines() if re.match(r"\| S\d", line)]
    in_rows = {name for row in rows for name in NAME.findall(row.rsplit("|", 2)[1])} & set(RULES)
    added = _table("Rules the article does not have")
    assert in_rows | set(added) == set(RULES)
    assert in_rows & set(added) == set()
    assert len(added) == len(set(added))
