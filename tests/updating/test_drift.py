"""Drift, behind and `--restore`; our part of files that are the user's."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.outcome import prepare
from scaffold.template import store as template_store
from scaffold.template.changelog import changelog_between
from scaffold.template.ownership import Ownership
from scaffold.updating.block_file import has_our_part, merge_part, with_part, without_part
from scaffold.updating.manifest_merge import merge_manifest
from scaffold.updating.settings_file import our_settings
from scaffold.updating.update_check import check_update, drift_diff, find_drift, restore
from scaffold.updating.update_merge import decide
from tests.support.cli import scaffold, tree
from tests.support.template_packages import (
    NEXT,
    RETRIES,
    STEPS,
    answers_for,
    commit,
    copy_project,
    make_package,
    make_project,
    offered,
    remember_renders,
    use_package,
)

NEWEST = template_store.newest()
NEXT_BLOCK = (
    "<!-- BEGIN:nextjs-agent-rules -->\n# This is NOT the Next.js you know\n"
    "<!-- END:nextjs-agent-rules -->\n"
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("drift-home")
    (home / ".gitconfig").write_text("[user]\n\tname = T\n\temail = t@example.com\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        folder = tmp_path_factory.mktemp("drift")
        return make_project(folder / "shop", answers_for("nextjs-v4", kinds=["cron"]), NEWEST)


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    remember_renders(monkeypatch)
    return copy_project(made, tmp_path / "shop")


def found(project: Path) -> dict[str, str]:
    return {drift.path: drift.kind for drift in check_update(project).drift}


def edit(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text()
    assert old in text
    (project / path).write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("stack", offered())
def test_a_new_project_has_no_drift(stack: str, tmp_path: Path) -> None:
    answers = answers_for(stack, kinds=["cron", "fan-out", "approval", "webhook"])
    project = make_project(tmp_path / "shop", answers, NEWEST)
    checked = check_update(project)
    assert (checked.drift, checked.behind) == ((), False)


def test_a_function_of_another_kind_is_no_drift(project: Path) -> None:
    done = scaffold("add-function", "record-order", "--webhook", "generic", cwd=project)
    assert done.code == 0, done.err
    assert found(project) == {}


def test_finds_what_was_edited_and_deleted(project: Path) -> None:
    edit(project, STEPS, "# ", "# Our ")
    (project / RETRIES).unlink()
    edit(project, "CLAUDE.md", "# Inngest\n", "# Our Inngest\n")
    (project / "AGENTS.md").write_text("Our own.\n")
    assert found(project) == {
        STEPS: "edited",
        RETRIES: "deleted",
        "CLAUDE.md": "edited",
        "AGENTS.md": "edited",
    }


def test_what_is_the_users_is_no_drift(project: Path) -> None:
    (project / "app/page.tsx").unlink()
    edit(project, "package.json", "^", "~")
    (project / ".claude/rules/inngest-ours.md").write_text("ours\n")
    (project / "CLAUDE.md").write_text("above\n" + (project / "CLAUDE.md").read_text() + "below\n")
    assert found(project) == {}


@pytest.mark.parametrize("path", [STEPS, "CLAUDE.md", "AGENTS.md"])
def test_line_endings_and_the_block_of_next_are_no_drift(project: Path, path: str) -> None:
    content = (project / path).read_text()
    text = content + NEXT_BLOCK if path != STEPS else content
    (project / path).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert found(project) == {}


def test_the_block_of_next_inside_ours_is_no_drift(project: Path) -> None:
    edit(project, "AGENTS.md", "# Inngest\n", f"{NEXT_BLOCK}# Inngest\n")
    assert found(project) == {}


def test_a_file_that_left_the_template_is_left_over(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = make_package(tmp_path / "package")
    use_package(monkeypatch, package)
    (project / RETRIES).write_text("mine\n")
    commit(project)
    env = {"PYTHONPATH": str(package.parent)}
    updated = scaffold("update", cwd=project, **env)
    assert f"kept {RETRIES}: removed from the template" in updated.err
    commit(project)
    assert found(project) == {RETRIES: "left over"}
    (project / RETRIES).rename(project / ".claude/rules/our-retries.md")
    assert found(project) == {}


def test_behind_and_drift_are_two_reports(project: Path, tmp_path: Path) -> None:
    package = make_package(tmp_path / "package")
    env = {"PYTHONPATH": str(package.parent)}
    assert scaffold("update", "--check", cwd=project).code == 0
    behind = scaffold("update", "--check", "--json", cwd=project, **env)
    assert behind.code == 1
    assert behind.json["behind"] is True
    assert behind.json["newest"] == NEXT
    assert behind.json["drift"] == []
    assert NEXT in behind.json["changelog"]
    edit(project, STEPS, "# ", "# Our ")
    before = tree(project)
    drifted = scaffold("update", "--check", cwd=project)
    assert drifted.code == 1
    assert drifted.out == f"drift: {STEPS} (edited)\n"
    both = scaffold("update", "--check", cwd=project, **env)
    assert both.out.startswith(f"behind: at {NEWEST}, the newest is {NEXT}")
    assert f"drift: {STEPS} (edited)" in both.out
    assert tree(project) == before


def test_needs_no_git_and_no_clean_tree(project: Path) -> None:
    shutil.rmtree(project / ".git")
    (project / RETRIES).unlink()
    assert found(project) == {RETRIES: "deleted"}


def test_the_diff_goes_from_the_template_to_the_project(project: Path, tmp_path: Path) -> None:
    fresh = copy_project(project, tmp_path / "fresh")
    edit(project, STEPS, "# ", "# Our ")
    (project / RETRIES).unlink()
    done = scaffold("update", "--diff", "--json", cwd=project)
    subprocess.run(["git", "apply"], cwd=fresh, input=done.json["diff"], text=True, check=True)
    assert tree(fresh) == tree(project)


def test_a_newer_version_is_refused(project: Path) -> None:
    edit(project, ".copier-answers.yml", "_commit: v", "_commit: v9999")
    done = scaffold("update", "--check", "--json", cwd=project)
    assert done.code == 2
    assert done.json["error"]["hint"] == "upgrade scaffold"


# Bringing files back.


@pytest.mark.parametrize("path", [STEPS, RETRIES, "CLAUDE.md", "AGENTS.md", "app/globals.css"])
@pytest.mark.parametrize("how", ["edited", "deleted", "windows"])
def test_restore_heals_one_file(project: Path, path: str, how: str) -> None:
    if path == "app/globals.css" and how != "deleted":
        return
    fresh = (project / path).read_bytes()
    edit(project, RETRIES if path != RETRIES else STEPS, "# ", "# Our ")
    if how == "deleted":
        (project / path).unlink()
    else:
        edit(project, path, "# Inngest\n" if path.endswith("S.md") else "# ", "# Our\n")
    if how == "windows":
        (project / path).write_bytes((project / path).read_bytes().replace(b"\n", b"\r\n"))
        fresh = fresh.replace(b"\n", b"\r\n")
    commit(project)
    other = found(project).keys() - {path}
    outcome = restore(prepare(project / "app", dry_run=False), [os.path.relpath(path, "app")])
    assert [name for _, name in outcome.statuses] == [path]
    assert (project / path).read_bytes() == fresh
    assert found(project).keys() == other != set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("mine\n", "mine\n\n{block}"),
        ("mine", "mine\n{block}"),
        ("", "\n{block}"),
        ("<!-- scaffold:begin -->\nmine\n", "<!-- scaffold:begin -->\nmine\n\n{block}"),
        ("a\n<!-- scaffold:begin -->\nx\n<!-- scaffold:end -->\nb\n", "a\n{block}b\n"),
    ],
)
def test_restores_the_block_alone(before: str, after: str) -> None:
    block = "<!-- scaffold:begin -->\nours\n<!-- scaffold:end -->\n"
    restored = with_part("CLAUDE.md", before.encode(), f"@x\n{block}".encode())
    assert restored == after.format(block=block).encode()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("app/page.tsx", "is yours since it was made"),
        (".claude/rules/inngest-step.md", f"did you mean `{STEPS}`"),
        ("../else.md", "outside the project"),
    ],
)
def test_restore_refuses(project: Path, path: str, says: str) -> None:
    before = tree(project)
    with pytest.raises(ScaffoldError) as refused:
        restore(prepare(project, dry_run=False), [path])
    assert says in f"{refused.value.message}\n{refused.value.hint}"
    assert tree(project) == before


def test_restore_loses_no_edit_that_git_does_not_have(project: Path) -> None:
    edit(project, STEPS, "# ", "# Our ")
    with pytest.raises(ScaffoldError, match="could not bring back"):
        restore(prepare(project, dry_run=False), [STEPS])
    commit(project)
    assert restore(prepare(project, dry_run=True), [STEPS]).diff
    assert restore(prepare(project, dry_run=False), [STEPS]).statuses == (("update", STEPS),)
    assert restore(prepare(project, dry_run=False), [STEPS]).statuses == (("unchanged", STEPS),)


# Settings in JSON, values in manifests, sections of the changelog.

OWNS = Ownership(("*.md",), ("settings.json",))
MINE = b'{\n    "model": "opus",\n    "hooks": {"Stop": [{"hooks": [{"command": "mine"}]}]}\n}\n'


def test_our_hooks_in_settings_come_and_go_and_the_rest_stays() -> None:
    path, ours = "settings.json", our_settings()
    assert not has_our_part(path, MINE, ours)
    with_ours = with_part(path, MINE, ours)
    assert with_ours is not None
    assert has_our_part(path, with_ours, ours)
    assert b'"command": "mine"' in with_ours
    assert without_part(path, with_ours, ours) == MINE
    assert with_part(path, b"no json", ours) is None
    drifts = find_drift({path: b'{"a": 1}\r\n'}.get, {path: ours}, OWNS.owner)
    assert [drift.kind for drift in drifts] == ["edited"]
    assert "+{" in drift_diff(drifts)


def test_an_update_changes_our_hooks_only_where_they_are_still_ours() -> None:
    old = our_settings()
    new = old.replace(b'"timeout": 10', b'"timeout": 20')
    merged = merge_part("settings.json", with_part("settings.json", MINE, old) or b"", old, new)
    assert not isinstance(merged, str)
    assert b'"timeout": 20' in merged.content
    edited = old.replace(b'"timeout": 10', b'"timeout": 99')
    merged = merge_part("settings.json", edited, old, new)
    assert not isinstance(merged, str)
    assert b'"timeout": 99' in merged.content


def test_a_block_that_leaves_the_template_leaves_the_users_text() -> None:
    block = b"<!-- scaffold:begin -->\nours\n<!-- scaffold:end -->\n"
    owner = Ownership((), ("A.md",)).owner
    for current, status, content in [
        (b"mine\n" + block + b"too\n", "updated", b"mine\ntoo\n"),
        (b"mine\n\n" + block + b"too\n", "updated", b"mine\ntoo\n"),
        (b"mine\n" + block, "updated", b"mine"),
        (block, "deleted", None),
        (block.replace(b"ours", b"edited"), "kept", None),
    ]:
        [decision] = decide({"A.md": current}.get, {"A.md": block}, {}, owner)
        assert (decision.status, decision.content) == (status, content)


PYTHON = '[project]\ndependencies = [\n    "inngest>=0.5,<0.6", # ours\n    "mine",\n]\n'


@pytest.mark.parametrize(
    ("path", "current", "old", "new", "after", "notes"),
    [
        (
            "pyproject.toml",
            PYTHON,
            '[project]\ndependencies = ["inngest>=0.5,<0.6"]\n',
            '[project]\ndependencies = ["inngest>=0.6,<0.7"]\n',
            PYTHON.replace(">=0.5,<0.6", ">=0.6,<0.7"),
            0,
        ),
        (
            "pyproject.toml",
            PYTHON.replace("<0.6", "<0.9"),
            '[project]\ndependencies = ["inngest>=0.5,<0.6"]\n',
            '[project]\ndependencies = ["inngest>=0.6,<0.7", "new"]\n',
            PYTHON.replace("<0.6", "<0.9"),
            2,
        ),
        (
            "package.json",
            '{"scripts": {"a": "x", "b": "x"}, "b": "x"}',
            '{"scripts": {"a": "x", "b": "x"}}',
            '{"scripts": {"a": "x", "b": "y \\"z\\""}}',
            '{"scripts": {"a": "x", "b": "y \\"z\\""}, "b": "x"}',
            0,
        ),
        (
            "package.json",
            '{\r\n"dependencies": {"a": "^1"}}\r\n',
            '{"dependencies": {"a": "^1", "gone": "^1"}}',
            '{"dependencies": {"a": "^2", "gone": "^2"}}',
            '{\r\n"dependencies": {"a": "^2"}}\r\n',
            0,
        ),
    ],
)
def test_merges_a_manifest(
    path: str, current: str, old: str, new: str, after: str, notes: int
) -> None:
    merged = merge_manifest(path, current.encode(), old.encode(), new.encode())
    assert merged is not None
    assert merged[0].decode() == after
    assert len(merged[1]) == notes


def test_a_manifest_that_does_not_parse_is_left_alone() -> None:
    assert merge_manifest("package.json", b"{,}", b"{}", b"{}") is None
    assert merge_manifest("README.md", b"{}", b"{}", b"{}") is None


@pytest.mark.parametrize(
    "current",
    ["project = 1\n", "[project]\ndependencies = 3\n", "dependency-groups = 1\n"],
)
def test_a_manifest_without_tables_where_they_should_be_is_kept(current: str) -> None:
    old = b'[project]\ndependencies = ["inngest>=0.4"]\n'
    new = b'[project]\ndependencies = ["inngest>=0.5"]\n'
    assert merge_manifest("pyproject.toml", current.encode(), old, new) == (current.encode(), [])


@pytest.mark.parametrize(
    ("old", "new", "versions"),
    [
        ("v0.1.0", "v0.10.0", ["v0.10.0", "v0.2.0"]),
        ("v0.2.0", "v1.0.0", ["v1.0.0", "v0.10.0"]),
        ("v1.0.0", "v1.0.0", []),
        ("main", "v1.0.0", []),
    ],
)
def test_the_changelog_between_versions(old: str, new: str, versions: list[str]) -> None:
    text = "# Log\n\n## Unreleased\n\n- u\n\n## v0.1.0\n\n- a\n\n## v1.0.0\n\n## v0.10.0\n"
    text += "- c\n## v0.2.0"
    sections = changelog_between(text, old, new)
    assert [line[3:] for line in sections.splitlines() if line.startswith("## ")] == versions
