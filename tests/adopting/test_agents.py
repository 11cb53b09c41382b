"""The same rules for other coding agents, each in the dialect that it reads."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from scaffold.adopting.adopt import AGENTS
from scaffold.errors import ScaffoldError
from scaffold.outcome import prepare
from scaffold.rules import all_rules
from scaffold.template.ownership import split_block
from scaffold.updating.update import update
from scaffold.updating.update_check import check_update
from tests.adopting.test_agent_files import BEGIN, adopted, removed
from tests.support.adoptable import create_next_app, repository, with_inngest
from tests.support.foreign_repositories import FASTAPI

NEXT = with_inngest(create_next_app(src=False))
TREES = {"typescript": NEXT, "python": FASTAPI}
GLOBS = {
    "typescript": "lib/inngest/functions/**,lib/inngest/client.ts,app/api/inngest/route.ts",
    "python": "src/shop/jobs/**,src/shop/inngest_client.py,src/shop/main.py",
}


def cursor(head: dict[str, object], globs: str) -> bool:
    """Cursor takes a list of globs without quotes, and a rule for them is not always on."""
    return head["globs"] == globs and head["alwaysApply"] is False and bool(head["description"])


def copilot(head: dict[str, object], globs: str) -> bool:
    """Copilot takes the same list as one string."""
    return head == {"applyTo": globs}


DIALECTS: dict[str, tuple[str, Callable[[dict[str, object], str], bool]]] = {
    "cursor": (".cursor/rules/inngest.mdc", cursor),
    "copilot": (".github/instructions/inngest.instructions.md", copilot),
}


@pytest.mark.parametrize("language", TREES)
@pytest.mark.parametrize("agent", DIALECTS)
def test_a_rules_file_has_the_head_that_its_agent_reads(
    tmp_path: Path, agent: str, language: str
) -> None:
    path, has_its_head = DIALECTS[agent]
    made = repository(tmp_path / "x", TREES[language])
    before = made.tree()
    adopted(made, agents=(agent,))
    _, head, body = made.read(path).split("---\n", 2)
    assert has_its_head(yaml.safe_load(head.replace("globs: ", "globs: !!str ")), GLOBS[language])
    assert body.startswith("\n# Inngest\n")
    assert BEGIN.decode() not in body
    claude = split_block(made.tree()["CLAUDE.md"])[1].decode()
    rules = claude.partition("## Hard rules\n")[2].partition("<!--")[0]
    assert rules.strip()
    assert rules in body
    assert check_update(made.root).drift == ()
    removed(made)
    assert made.tree() == before


@pytest.mark.parametrize("language", TREES)
def test_codex_reads_the_rules_in_agents_md_and_nobody_reads_them_twice(
    tmp_path: Path, language: str
) -> None:
    made = repository(tmp_path / "x", {**TREES[language], "AGENTS.md": "# House rules\n"})
    before = made.tree()
    adopted(made, agents=("codex",))
    agents, claude = made.read("AGENTS.md"), made.read("CLAUDE.md")
    assert agents.startswith("# House rules\n\n<!-- scaffold:begin -->\n")
    assert "## Hard rules" in agents
    assert "## Hard rules" not in claude
    assert claude.count("@AGENTS.md") == (2 if language == "typescript" else 1)
    assert sum(f"`{rule}`" in agents for rule in all_rules()) > 15
    removed(made)
    assert made.tree() == before


def test_a_link_to_agents_md_needs_no_block_of_its_own(tmp_path: Path) -> None:
    files = {key: text for key, text in NEXT.items() if key != "CLAUDE.md"}
    made = repository(tmp_path / "x", {**files, "AGENTS.md": "# House rules\n"})
    (made.root / "CLAUDE.md").symlink_to("AGENTS.md")
    made.commit()
    outcome = adopted(made)
    assert any("is a link to `AGENTS.md`" in note for note in outcome.notes)
    assert (made.root / "CLAUDE.md").is_symlink()
    assert made.read("AGENTS.md").count("<!-- scaffold:begin -->") == 1
    assert "## Hard rules" in made.read("AGENTS.md")
    assert check_update(made.root).drift == ()
    removed(made)
    assert made.read("AGENTS.md") == "# House rules\n"


def test_a_link_to_claude_md_gets_the_block_once(tmp_path: Path) -> None:
    files = {key: text for key, text in NEXT.items() if key != "AGENTS.md"}
    made = repository(tmp_path / "x", {**files, "CLAUDE.md": "# House rules\n"})
    (made.root / "AGENTS.md").symlink_to("CLAUDE.md")
    made.commit()
    adopted(made, agents=("codex",))
    assert (made.root / "AGENTS.md").is_symlink()
    assert made.read("CLAUDE.md").count("<!-- scaffold:begin -->") == 1
    assert "## Hard rules" in made.read("CLAUDE.md")
    removed(made)
    assert made.read("CLAUDE.md") == "# House rules\n"


def test_an_agent_can_come_later_and_go(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT)
    adopted(made)
    made.commit()
    before = made.tree()
    update(prepare(made.root, dry_run=False), settings=("agents=cursor,copilot",))
    assert made.tree().keys() - before.keys() == {path for path, _ in DIALECTS.values()}
    made.commit()
    update(prepare(made.root, dry_run=False), settings=("agents=none",))
    assert made.tree() == before


def test_an_agent_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT)
    with pytest.raises(ScaffoldError) as refused:
        adopted(made, agents=("emacs",))
    assert all(agent in refused.value.hint for agent in AGENTS)
