"""What is made from the rules is up to date, and every place that names a rule is in step."""

import re
from pathlib import Path

import pytest

from scaffold.devtools.generate import main, stale
from scaffold.rules import all_rules
from tests.support.paths import REPOSITORY
from tests.support.rendering import largest, render_agent_files

ROOT = REPOSITORY
RULES = all_rules()
LANGUAGES = {"v4": "typescript", "v3": "typescript", "python": "python"}
NAME = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
every_sdk = pytest.mark.parametrize("sdk_name", LANGUAGES)


def _of(sdk_name: str) -> set[str]:
    return {rule.name for rule in RULES.values() if LANGUAGES[sdk_name] in rule.languages}


def _hard_rules(sdk_name: str) -> list[str]:
    text = render_agent_files(largest(sdk_name))["CLAUDE.md"]
    section = text.split("## Hard rules\n")[1].split("<!-- scaffold:end -->")[0]
    return [line for line in section.splitlines() if line.startswith("- ")]


def test_generated_files_are_fresh() -> None:
    assert stale() == [], "run `python -m scaffold.devtools.generate`"


def test_check_says_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scaffold.devtools.generate.stale", lambda: ["docs/rules.md"])
    assert main(["--check"]) == 1
    assert "docs/rules.md" in capsys.readouterr().err
    assert len(stale(tmp_path)) == 3


@every_sdk
def test_each_hard_rule_names_its_checks(sdk_name: str) -> None:
    for line in _hard_rules(sdk_name):
        names = re.search(r" \((`[a-z-]+`(?:, `[a-z-]+`)*)\)$", line)
        assert names, f"no rule name at the end of: {line}"
        assert set(NAME.findall(names[1])) <= _of(sdk_name), line


@every_sdk
def test_each_rule_about_lost_work_is_a_hard_rule_or_stands_in_a_section(sdk_name: str) -> None:
    """The list for agents holds every rule; CLAUDE.md prints those that code breaks by itself."""
    # These are about files and settings; the sections on client, sleep and cron say them.
    elsewhere = {
        "changed-id", "invalid-cron", "invalid-duration", "invalid-function-config",
        "missing-dev-mode", "missing-route-method", "sdk-mismatch", "unserializable-step-result",
    }  # fmt: skip
    printed = {name for line in _hard_rules(sdk_name) for name in NAME.findall(line)}
    errors = {name for name in _of(sdk_name) if RULES[name].severity == "error"}
    assert errors - printed - elsewhere == set()


@every_sdk
def test_rules_file_lists_every_rule_of_the_language(sdk_name: str) -> None:
    text = render_agent_files(largest(sdk_name))[".claude/rules/inngest-checks.md"]
    listed = re.findall(r"^- `([a-z-]+)`: (.+)$", text, re.MULTILINE)
    assert dict(listed) == {name: RULES[name].summary for name in _of(sdk_name)}
    assert len(listed) == len(dict(listed))


def test_docs_hold_every_rule() -> None:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## (.+)$", text, re.MULTILINE)) == set(RULES)


def test_seed_table_names_every_rule_or_says_it_is_new() -> None:
    text = (ROOT / "docs" / "seed-rules.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| S\d", line)]
    in_rows = {name for row in rows for name in NAME.findall(row.rsplit("|", 2)[1])} & set(RULES)
    section = text.split("## Rules the article does not have\n")[1].split("\n## ")[0]
    added = re.findall(r"^\| `([a-z-]+)` \| .+ \|$", section, re.MULTILINE)
    assert in_rows | set(added) == set(RULES)
    assert in_rows & set(added) == set()
    assert len(added) == len(set(added))
