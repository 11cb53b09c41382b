"""Files for agents in somebody's repository: every byte of theirs stays, ours go as they came."""

import json
from pathlib import Path

import pytest

from scaffold.adopting.adopt import adopt
from scaffold.adopting.answers import Wanted
from scaffold.adopting.remove import remove
from scaffold.disk.project_files import DiskFiles
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.hooks.hook import run_hook
from scaffold.inngest.registry.edit import find_registry
from scaffold.outcome import Outcome, prepare
from scaffold.project import ANSWERS_FILE, find_project, read_answers
from scaffold.template.ownership import split_block
from scaffold.updating.update import update
from scaffold.updating.update_check import check_update
from tests.support.adoptable import (
    NEXT_BLOCK,
    create_next_app,
    repository,
    simulate_next_dev,
    with_inngest,
)
from tests.support.foreign_repositories import NEXT_APP_V4, REPOSITORIES, in_crlf
from tests.support.function_projects import KINDS, Repository

BEGIN, END = b"<!-- scaffold:begin -->", b"<!-- scaffold:end -->"
NEXT = with_inngest(create_next_app(src=False))
LONG = "# Our house\n\n" + "".join(f"- Rule number {number}.\n" for number in range(400))
SETTINGS = (
    '{\n    "permissions": { "allow": ["Bash(ls:*)"] },\n    "hooks": {\n'
    '        "PostToolUse": [\n            { "matcher": "Edit", "hooks": [\n'
    '                { "type": "command", "command": "prettier --write" }\n            ] }\n'
    "        ]\n    }\n}\n"
)


def adopted(made: Repository, *, dry_run: bool = False, **wanted: object) -> Outcome:
    at, files = prepare(made.root, dry_run=dry_run), Wanted(**wanted)  # type: ignore[arg-type]
    return adopt(at, Places(), files, lambda found, answers: True, agent_files=True)


def removed(made: Repository) -> Outcome:
    return remove(prepare(made.root, dry_run=False))


# A name, and the files for agents that are there before.
DOCS: dict[str, dict[str, str]] = {
    "none": {},
    "both, as Next.js leaves them": {"AGENTS.md": NEXT_BLOCK, "CLAUDE.md": "@AGENTS.md\n"},
    "CLAUDE.md alone": {"CLAUDE.md": "# House rules\n\nUse tabs.\n"},
    "AGENTS.md alone": {"AGENTS.md": "# For agents\n\nUse tabs.\n"},
    "no line ending": {"CLAUDE.md": "# House rules", "AGENTS.md": "@CLAUDE.md"},
    "empty": {"CLAUDE.md": "", "AGENTS.md": ""},
    "windows": {"CLAUDE.md": "# House rules\r\n\r\nUse tabs.\r\n", "AGENTS.md": "# A\r\n"},
    "both line endings": {"CLAUDE.md": "# One\r\nTwo\nThree\r\nFour"},
    "a mark of byte order": {"CLAUDE.md": "\ufeff# House rules\n"},
    "400 lines": {"CLAUDE.md": LONG},
    "a torn block of Next.js": {"CLAUDE.md": "<!-- BEGIN:nextjs-agent-rules -->\n# Half\n"},
    "settings with hooks": {".claude/settings.json": SETTINGS},
    "settings on one line": {".claude/settings.json": '{"model":"opus"}'},
}


@pytest.mark.parametrize("name", DOCS)
def test_every_byte_that_was_there_stays_and_removing_brings_it_all_back(
    tmp_path: Path, name: str
) -> None:
    files = {**NEXT_APP_V4, **DOCS[name]}
    made = repository(tmp_path / "x", files)
    before = made.tree()
    adopted(made)
    after = made.tree()
    for path, content in before.items():
        if after[path] == content or path == ".claude/settings.json":
            continue
        assert path in ("CLAUDE.md", "AGENTS.md"), path
        above, region, below = split_block(after[path])
        assert above in (content + b"\n", content + b"\r\n")
        assert region.count(BEGIN) == region.count(END) == 1
        assert below == b""
    assert "CLAUDE.md" not in before or after["CLAUDE.md"] != before["CLAUDE.md"]
    assert check_update(made.root).drift == ()
    removed(made)
    assert made.tree() == before


@pytest.mark.parametrize("name", REPOSITORIES)
def test_no_file_of_a_template_appears(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "x", REPOSITORIES[name][0])
    before = made.tree()
    outcome = adopted(made)
    new = made.tree().keys() - before.keys()
    assert {path.split("/")[0] for path in new} == {
        ".claude", ANSWERS_FILE, "AGENTS.md", "CLAUDE.md",
    }  # fmt: skip
    assert {verb for verb, _ in outcome.statuses} == {"create"}
    answers = read_answers(made.root / ANSWERS_FILE)
    assert answers["origin"] == "agent-files"
    removed(made)
    assert made.tree() == before


@pytest.mark.parametrize("name", REPOSITORIES)
def test_a_second_run_changes_nothing(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "x", REPOSITORIES[name][0])
    adopted(made)
    once = made.tree()
    outcome = adopted(made)
    assert made.tree() == once
    assert {verb for verb, _ in outcome.statuses} == {"unchanged"}


def test_a_dry_run_writes_nothing_and_shows_what_would_be(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", {**NEXT, ".claude/settings.json": SETTINGS})
    before = made.tree()
    outcome = adopted(made, dry_run=True)
    assert made.tree() == before
    assert outcome.diff is not None
    (tmp_path / "diff").write_text(outcome.diff)
    from tests.support.function_projects import git

    git(made.root, "apply", str(tmp_path / "diff"))
    applied = made.tree()
    git(made.root, "checkout", "-q", ".")
    git(made.root, "clean", "-fdq")
    adopted(made)
    assert made.tree() == applied


def test_functions_are_added_and_removed_as_before(tmp_path: Path) -> None:
    for name, (files, expected) in REPOSITORIES.items():
        made = repository(tmp_path / name, files)
        adopted(made)
        made.commit()
        before = made.tree()
        outcome = made.add("send-receipt", **KINDS["cron"])
        assert ("create", expected) in outcome.statuses, name
        assert ("create", ".claude/rules/inngest-cron.md") in outcome.statuses, name
        assert find_registry(DiskFiles(made.root)).entries, name
        made.remove("send-receipt", force=True)
        assert made.tree() == before, name


def test_an_update_brings_no_seeded_file(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT)
    adopted(made)
    made.commit()
    before = made.tree()
    done = update(prepare(made.root, dry_run=False), settings=("kinds=cron",))
    assert not done.conflicts
    assert made.tree().keys() - before.keys() == {
        ".claude/rules/inngest-cron.md", ".claude/rules/inngest-fan-out.md",
    }  # fmt: skip


def test_hooks_of_the_users_stay_beside_ours(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", {**NEXT, ".claude/settings.json": SETTINGS})
    adopted(made)
    text = made.read(".claude/settings.json")
    settings = json.loads(text)
    commands = [
        hook["command"] for group in settings["hooks"]["PostToolUse"] for hook in group["hooks"]
    ]
    assert commands[0] == "prettier --write"
    assert "inngest-scaffold hook post-edit" in commands[1]
    assert text.startswith(SETTINGS[: SETTINGS.index("            ] }\n")])


def test_hooks_can_be_turned_on_later(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", {**NEXT, ".claude/settings.json": SETTINGS})
    adopted(made, hooks=False)
    made.commit()
    assert made.read(".claude/settings.json") == SETTINGS
    done = update(prepare(made.root, dry_run=False), settings=("agent_hooks=true",))
    assert [file.status for file in done.files if file.path == ".claude/settings.json"] == [
        "updated"
    ]
    assert "inngest-scaffold hook stop" in made.read(".claude/settings.json")
    assert check_update(made.root).drift == ()
    made.commit()
    update(prepare(made.root, dry_run=False), settings=("agent_hooks=false",))
    assert made.read(".claude/settings.json") == SETTINGS


@pytest.mark.parametrize("agents", [True, False])
@pytest.mark.parametrize("order", ["next dev before", "next dev after", "both"])
def test_next_dev_and_our_block_live_together(tmp_path: Path, agents: bool, order: str) -> None:
    files = with_inngest(create_next_app(src=True, agents=False))
    if not agents:
        files["CLAUDE.md"] = "# House rules\n"
    made = repository(tmp_path / "x", files)
    if order != "next dev after":
        simulate_next_dev(made.root)
    before = made.tree()
    adopted(made)
    once = made.tree()
    if order != "next dev before":
        simulate_next_dev(made.root)
    text = made.read("CLAUDE.md") + (made.read("AGENTS.md") if agents else "")
    assert text.count(BEGIN.decode()) == text.count(END.decode()) == (2 if agents else 1)
    assert text.count("<!-- BEGIN:nextjs-agent-rules -->") == 1
    assert not agents or made.read("CLAUDE.md").startswith("@AGENTS.md\n")
    # Next.js puts its lines where agents read them, or it did so before.
    assert agents or not (made.root / "AGENTS.md").exists()
    assert check_update(made.root).drift == ()
    simulate_next_dev(made.root)
    removed(made)
    if order == "next dev before":
        assert made.tree() == before
    assert not any(BEGIN in content for content in made.tree().values())
    assert once


def test_torn_block_of_ours_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    files = {**NEXT, "CLAUDE.md": "# A\n\n<!-- scaffold:begin -->\n# Inngest\n"}
    made = repository(tmp_path / "x", files)
    before = made.tree()
    with pytest.raises(ScaffoldError, match="one of the two marker lines"):
        adopted(made)
    assert made.tree() == before


def test_a_file_in_the_way_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    files = {**NEXT, ".claude/rules/inngest-steps.md": "# Mine\n"}
    made = repository(tmp_path / "x", files)
    before = made.tree()
    with pytest.raises(ScaffoldError, match="in the way"):
        adopted(made)
    assert made.tree() == before


def test_settings_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", {**NEXT, ".claude/settings.json": "{ // a comment\n}\n"})
    before = made.tree()
    with pytest.raises(ScaffoldError, match="comment"):
        adopted(made)
    assert made.tree() == before


def test_no_link_is_followed(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT)
    outside = tmp_path / "outside"
    outside.mkdir()
    (made.root / ".claude").symlink_to(outside)
    with pytest.raises(ScaffoldError, match="symbolic link"):
        adopted(made)
    assert list(outside.iterdir()) == []
    (made.root / ".claude").unlink()
    notes = tmp_path / "notes.md"
    notes.write_text("# Mine\n")
    (made.root / "CLAUDE.md").unlink()
    (made.root / "CLAUDE.md").symlink_to(notes)
    with pytest.raises(ScaffoldError, match="symbolic link"):
        adopted(made)
    assert notes.read_text() == "# Mine\n"


def test_a_repository_of_another_template_is_refused(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", {**NEXT, ANSWERS_FILE: "_src_path: gh:a/b\n_commit: v1\n"})
    with pytest.raises(ScaffoldError, match="another template"):
        adopted(made)


def test_a_repository_without_inngest_is_told_so(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", {"README.md": "# Nothing\n"})
    with pytest.raises(ScaffoldError, match="no Inngest"):
        adopted(made)


def test_a_registry_that_cannot_be_edited_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    route = NEXT_APP_V4["app/api/inngest/route.ts"]
    route = route.replace("import { helloWorld }", "import * as all").replace(
        "functions: [helloWorld]", "functions: Object.values(all)"
    )
    made = repository(tmp_path / "x", {**NEXT_APP_V4, "app/api/inngest/route.ts": route})
    outcome = adopted(made)
    assert any("cannot add to the registry" in note for note in outcome.notes)
    assert read_answers(made.root / ANSWERS_FILE)["registry_path"] == "app/api/inngest/route.ts"


def test_crlf_repositories_stay_so(tmp_path: Path) -> None:
    made = in_crlf(repository(tmp_path / "x", {**NEXT_APP_V4, "CLAUDE.md": "# Mine\n"})).commit()
    before = made.tree()
    adopted(made)
    assert b"\n" not in made.tree()["CLAUDE.md"].replace(b"\r\n", b"")
    assert check_update(made.root).drift == ()
    removed(made)
    assert made.tree() == before


def test_what_was_edited_stays_when_the_rest_is_taken_out(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT)
    adopted(made)
    steps = made.root / ".claude/rules/inngest-steps.md"
    steps.write_text(steps.read_text() + "- One more.\n")
    claude = made.root / "CLAUDE.md"
    claude.write_text(claude.read_text() + "\nMy own words.\n")
    outcome = removed(made)
    assert outcome.data["kept"] == [".claude/rules/inngest-steps.md"]
    assert made.read("CLAUDE.md") == "@AGENTS.md\n\nMy own words.\n"
    assert not (made.root / ANSWERS_FILE).exists()


def test_hooks_know_the_adopted_project(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", {f"apps/web/{path}": text for path, text in NEXT.items()})
    app = made.root / "apps/web"
    at = prepare(app, dry_run=False)
    adopt(at, Places(), Wanted(), lambda found, answers: True, agent_files=True)
    assert find_project(app / "app").root == app
    assert not (made.root / ANSWERS_FILE).exists()
    broken = app / "lib/inngest/functions/hello-world.ts"
    broken.write_text(broken.read_text().replace("await step.sleep", "step.sleep"))
    given = {"cwd": str(app), "tool_input": {"file_path": str(broken)}}
    code, told = run_hook("post-edit", json.dumps(given).encode())
    assert code == 2
    assert "hello-world.ts" in told


@pytest.mark.parametrize(
    "own", ["package.json", "pyproject.toml", "requirements.txt", "setup.py", "deno.json"]
)
def test_a_manifest_left_above_says_nothing_of_a_project_below_it(tmp_path: Path, own: str) -> None:
    (tmp_path / "package.json").write_text("{}")
    app = tmp_path / "work" / "app"
    (app / "jobs").mkdir(parents=True)
    (app / own).write_text("")
    assert find_project(app / "jobs").root == app
