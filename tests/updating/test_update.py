"""`scaffold update`: what is new arrives, what the user wrote stays, and nothing is guessed."""

import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from scaffold.devtools.release import release
from scaffold.errors import ScaffoldError
from scaffold.outcome import prepare
from scaffold.template import store as template_store
from scaffold.template.history import template_history
from scaffold.updating.text_merge import merge_text
from scaffold.updating.update import UpdateResult, update
from tests.support.cli import scaffold, tree
from tests.support.paths import REPOSITORY
from tests.support.template_packages import (
    EXTRA,
    NEXT,
    RETRIES,
    STEPS,
    answers_for,
    call,
    commit,
    copy_project,
    git,
    make_package,
    make_project,
    offered,
    remember_renders,
    use_package,
)

VERSIONS = list(template_store.released())
NEWEST = VERSIONS[-1]
SECTION = "\n## Ours\n\nAsk before deleting rows.\n"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(tmp_path_factory.mktemp("package"))


@pytest.fixture
def newer(package: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let this process have one more template version."""
    use_package(monkeypatch, package)
    remember_renders(monkeypatch)
    return package


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project at the newest released version, made with kinds and a deployment."""
    home = tmp_path_factory.mktemp("made-home")
    (home / ".gitconfig").write_text("[user]\n\tname = T\n\temail = t@example.com\n")
    folder = tmp_path_factory.mktemp("made")
    done = scaffold("new", "shop", "--defaults", cwd=folder, HOME=str(home))
    assert done.code == 0, done.err
    return folder / "shop"


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return copy_project(made, tmp_path / "shop")


def run(project: Path, **asked: object) -> UpdateResult:
    at = prepare(project, dry_run=bool(asked.pop("dry_run", False)))
    return update(at, **asked)  # type: ignore[arg-type]


def commit_all(project: Path) -> None:
    git(project, "commit", "--quiet", "-m", "Update")


def statuses(done: UpdateResult) -> dict[str, str]:
    return {file.path: file.status for file in done.files}


def append(project: Path, path: str, text: str) -> None:
    (project / path).write_text((project / path).read_text() + text)


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before | after if before.get(path) != after.get(path)}


# What an update does to each class of file.


def test_updates_what_is_ours_and_nothing_else(project: Path, newer: Path) -> None:
    before = tree(project)
    done = run(project)
    assert statuses(done) == {
        ".copier-answers.yml": "updated",
        "CLAUDE.md": "updated",
        EXTRA: "created",
        RETRIES: "deleted",
        STEPS: "updated",
        "package.json": "updated",
    }
    after = tree(project)
    assert changed(before, after) == set(statuses(done))
    assert b"# Inngest, revised" in after["CLAUDE.md"]
    assert f"_commit: {NEXT}".encode() in after[".copier-answers.yml"]
    assert (done.old, done.new) == (NEWEST, NEXT)
    assert f"- Revised the {NEXT}." in done.changelog
    assert "v0.1.0" not in done.changelog
    commit(project)
    assert not run(project).changed


def test_undo_commands_bring_everything_back(project: Path, newer: Path) -> None:
    before = tree(project)
    append(project, STEPS, "- mine\n")
    commit(project)
    before = tree(project)
    done = run(project / "app")
    assert done.conflicts
    for line in done.undo:
        subprocess.run(line, shell=True, cwd=project / "app", check=True)
    assert tree(project) == before
    assert git(project, "status", "--porcelain") == ""


def test_a_section_of_the_users_is_never_a_conflict(project: Path, newer: Path) -> None:
    append(project, "CLAUDE.md", SECTION)
    above = (project / "CLAUDE.md").read_text()
    (project / "CLAUDE.md").write_text("# Mine, above\n" + above)
    commit(project)
    done = run(project)
    assert not done.conflicts
    text = (project / "CLAUDE.md").read_text()
    assert text.startswith("# Mine, above\n@AGENTS.md")
    assert text.endswith(f"<!-- scaffold:end -->\n{SECTION}")
    assert "# Inngest, revised" in text


@pytest.mark.parametrize("path", [STEPS, "CLAUDE.md"])
def test_a_conflict_is_shown_with_markers(project: Path, newer: Path, path: str) -> None:
    file = project / path
    if path == STEPS:
        append(project, path, "- A line of mine.\n")
    else:
        file.write_text(file.read_text().replace("# Inngest\n", "# A line of mine.\n", 1))
    commit(project)
    done = run(project)
    assert done.conflicts == (path,)
    text = file.read_text()
    markers = ["<<<<<<< before updating", "=======", ">>>>>>> after updating"]
    assert [line for line in text.splitlines() if line in markers] == markers
    assert "A line of mine." in text
    for wrong in (lambda: run(project), lambda: commit_all(project)):
        with pytest.raises((ScaffoldError, subprocess.CalledProcessError)):
            wrong()
    assert git(project, "status", "--porcelain", path) == f"UU {path}\n"
    check, add = done.resolve
    assert subprocess.run(check, shell=True, cwd=project, capture_output=True).returncode != 0
    git(project, "checkout", "--theirs", path)
    assert "A line of mine." not in file.read_text()
    subprocess.run(check, shell=True, cwd=project, check=True)
    subprocess.run(add, shell=True, cwd=project, check=True)
    commit_all(project)


def test_deleted_files_stay_deleted(project: Path, newer: Path) -> None:
    for path in (STEPS, "app/page.tsx", "AGENTS.md"):
        (project / path).unlink()
    commit(project)
    done = run(project)
    for path in (STEPS, "app/page.tsx", "AGENTS.md"):
        assert not (project / path).exists()
    assert statuses(done)[STEPS] == "kept"


def test_an_edited_file_that_left_the_template_is_kept(project: Path, newer: Path) -> None:
    append(project, RETRIES, "- mine\n")
    commit(project)
    done = run(project)
    assert (project / RETRIES).is_file()
    kept = {file.path: file.why for file in done.files if file.status == "kept"}
    assert kept == {RETRIES: "removed from the template"}


def test_a_file_in_the_way_is_not_overwritten(project: Path, newer: Path) -> None:
    (project / EXTRA).write_text("mine\n")
    commit(project)
    done = run(project)
    assert (project / EXTRA).read_text() == "mine\n"
    assert statuses(done)[EXTRA] == "kept"


def test_symbolic_links_are_kept(project: Path, newer: Path) -> None:
    (project / "docs").mkdir()
    (project / STEPS).rename(project / "docs/steps.md")
    (project / STEPS).symlink_to(project / "docs/steps.md")
    (project / STEPS).unlink()
    (project / STEPS).symlink_to("../../docs/steps.md")
    commit(project)
    before = (project / "docs/steps.md").read_bytes()
    done = run(project)
    assert statuses(done)[STEPS] == "kept"
    assert (project / "docs/steps.md").read_bytes() == before


@pytest.mark.parametrize("path", [STEPS, "CLAUDE.md"])
def test_line_endings_survive(project: Path, newer: Path, path: str) -> None:
    file = project / path
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    commit(project)
    done = run(project)
    assert not done.conflicts
    content = file.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")
    assert b"revised" in content or b"next version" in content


def test_only_values_that_are_still_ours_change_in_a_manifest(project: Path, newer: Path) -> None:
    file = project / "package.json"
    text = file.read_text().replace("tsc --noEmit", "tsc --build")
    file.write_text(text.replace('"private"', '"license": "MIT",\n  "private"'))
    commit(project)
    done = run(project)
    after = file.read_text()
    assert '"prettier": "^99.0.0"' in after
    assert '"typecheck": "tsc --build"' in after
    assert re.sub(r'"prettier": ".*"', "", after) == re.sub(
        r'"prettier": ".*"', "", text.replace('"private"', '"license": "MIT",\n  "private"')
    )
    assert any("`typecheck`" in note and "tsc --noEmit --pretty" in note for note in done.notes)


def test_twenty_functions_and_an_update(project: Path, newer: Path) -> None:
    for number in range(20):
        shape = (
            ["--event", "order/paid"],
            ["--cron", "0 9 * * *"],
            ["--event", "invoice/sent", "--wait-for", "invoice/approved", "--timeout", "7d"],
            ["--webhook", "stripe", "--event", f"payment/settled-{number}"],
        )[number % 4]
        assert call("add-function", f"do-thing-{number}", *shape, cwd=project).code == 0
    commit(project)
    before = tree(project)
    result = run(project)
    assert not result.conflicts
    ours = ("CLAUDE.md", ".claude/", ".copier-answers.yml", "package.json")
    assert all(path.startswith(ours) for path in changed(before, tree(project)))


# From every version that was released to the newest, and from that to one more.


STEPS_BETWEEN = [*((old, NEWEST) for old in VERSIONS[:-1]), (NEWEST, NEXT)]


@pytest.mark.parametrize(("old", "new"), STEPS_BETWEEN)
@pytest.mark.parametrize("stack", offered())
def test_from_every_version_with_edits_in_every_class(
    stack: str, old: str, new: str, tmp_path: Path, newer: Path
) -> None:
    with template_history() as history:
        if not any(path.startswith(f"{stack.split('-')[0]}/") for path in history.paths(old)):
            pytest.skip(f"{old} has no {stack}")
    answers = answers_for(stack, kinds=["cron", "fan-out"])
    project = make_project(tmp_path / "shop", answers, old)
    files = sorted(path for path in tree(project) if path != ".copier-answers.yml")
    rules = [path for path in files if path.startswith(".claude/rules/")]
    append(project, "CLAUDE.md", SECTION)
    for path in rules:
        first, _, rest = (project / path).read_text().partition("\n# ")
        (project / path).write_text(f"{first}\n# Mine, {rest}" if rest else f"{first}\n- mine\n")
    seeded = [path for path in files if path.endswith((".ts", ".tsx", ".py", ".css"))]
    for path in seeded[1:]:
        append(project, path, "\n// mine\n" if not path.endswith(".py") else "\n# mine\n")
    (project / seeded[0]).unlink()
    (project / "mine.txt").write_text("mine\n")
    commit(project)
    before = tree(project)
    done = run(project, to=new)
    after = tree(project)
    assert done.new == new
    assert after["CLAUDE.md"].decode().endswith(SECTION)
    assert b"<<<<<<<" not in after["CLAUDE.md"]
    for path in (*seeded, "mine.txt"):
        assert after.get(path) == before.get(path)
    for path in rules:
        lines = set(after[path].splitlines())
        assert {line for line in before[path].splitlines() if b"ine, " in line} <= lines
    assert yaml.safe_load(after[".copier-answers.yml"])["_commit"] == new


def test_a_pattern_that_was_ours_stays_ours() -> None:
    # What moves out of our patterns would be deleted, or never updated again, in projects.
    with template_history() as history:
        ownerships = [history.ownership(version) for version in VERSIONS]
    for earlier, later in itertools.pairwise(ownerships):
        assert set(earlier.managed) <= {*later.managed, *later.block}
        assert set(earlier.block) <= {*later.managed, *later.block}


# The command: exit codes, texts, dry run, JSON.


def test_the_command_says_what_it_did(project: Path, newer: Path) -> None:
    done = call("update", cwd=project)
    assert done.code == 0, done.err
    for line in (
        f"from {NEWEST} to {NEXT}",
        f"- Revised the {NEXT}.",
        "updated CLAUDE.md",
        f"created {EXTRA}",
        f"deleted {RETRIES}: removed from the template",
        "  git restore --staged --worktree -- ",
        f"  git clean -fqx -- {EXTRA}",
    ):
        assert line in done.err
    assert "no problems" in done.out
    commit(project)
    again = call("update", cwd=project)
    assert again.code == 0
    assert "nothing to do" in again.err


def test_a_conflict_ends_with_1_and_the_commands(project: Path, newer: Path) -> None:
    append(project, STEPS, "- mine\n")
    commit(project)
    done = call("update", cwd=project)
    assert done.code == 1
    assert f"conflicted {STEPS}" in done.err
    assert f"git add -- {STEPS}" in done.err
    assert "git restore --staged --worktree" in done.err


def test_dry_run_is_what_the_update_does(project: Path, newer: Path, tmp_path: Path) -> None:
    append(project, "CLAUDE.md", SECTION)
    commit(project)
    other = copy_project(project, tmp_path / "other")
    before = tree(project)
    dry = call("update", "--dry-run", cwd=project)
    assert dry.code == 0, dry.err
    assert tree(project) == before
    subprocess.run(["git", "apply"], cwd=other, input=dry.out, text=True, check=True)
    assert call("update", cwd=project).code == 0
    assert tree(other) == tree(project)


def test_json_is_one_document(project: Path, newer: Path) -> None:
    append(project, STEPS, "- mine\n")
    commit(project)
    done = call("update", "--json", cwd=project)
    assert done.code == 1
    assert done.json["conflicts"] == [STEPS]
    assert (done.json["from"], done.json["to"]) == (NEWEST, NEXT)
    assert {"status": "created", "path": EXTRA} in done.json["files"]
    assert done.json["check"]
    assert done.json["undo"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--to", "v0.0.7"], "is no version"),
        (["--set", "sdc=3"], "did you mean `sdk`?"),
        (["--set", "sdk"], "is no answer"),
        (["--set", "sdk=3"], "lib/events.ts"),
        (["--set", "project_name=store"], "package.json"),
        (["--set", "stack=fastapi"], "another project"),
        (["--set", "deployment=versel"], "did you mean `vercel`?"),
        (["--set", "uses_fan_out=true"], "no such question"),
        (["--set", "kinds=cron", "--to", "v1.0.0"], "`--to`"),
        (["--check", "--to", "v1.0.0"], "do not go together"),
        (["--check", "--dry-run"], "writes nothing"),
    ],
)
def test_refusals(
    project: Path, arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_renders(monkeypatch)
    before = tree(project)
    done = call("update", *arguments, cwd=project)
    assert done.code == 2
    assert says in done.err
    assert tree(project) == before


# Answers.


def test_an_answer_brings_the_files_that_come_with_it(project: Path) -> None:
    cron = ".claude/rules/inngest-cron.md"
    done = run(project, settings=("kinds=webhook,cron", "deployment=railway"))
    assert not done.conflicts
    assert statuses(done)[cron] == "created"
    assert statuses(done)["railway.json"] == "created"
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text())
    assert (answers["kinds"], answers["_commit"]) == (["cron", "webhook"], NEWEST)
    commit(project)
    back = run(project, settings=("kinds=none", "deployment=none"))
    assert statuses(back)[cron] == "deleted"
    assert statuses(back)["railway.json"] == "deleted"


def test_an_answer_changes_no_seeded_file_that_was_edited(project: Path) -> None:
    append(project, "README.md", "mine\n")
    commit(project)
    done = run(project, settings=("package_manager=pnpm",))
    assert statuses(done)["README.md"] == "kept"
    assert "pnpm dev:app" in (project / "package.json").read_text()


def test_a_question_that_is_new_takes_its_default_and_says_so(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask_more(templates: Path) -> None:
        text = (templates / "copier.yml").read_text()
        added = "\nhooks:\n  type: bool\n  default: false\n"
        (templates / "copier.yml").write_text(text + added)

    use_package(monkeypatch, make_package(tmp_path / "package", ask_more))
    done = run(project)
    assert any("`hooks` is new, and takes `false`" in note for note in done.notes)
    assert yaml.safe_load((project / ".copier-answers.yml").read_text())["hooks"] is False


# Where a project may be, and in what state.


@pytest.mark.parametrize("what", ["edited", "staged", "untracked", "deleted"])
def test_a_dirty_project_is_refused_by_name(project: Path, newer: Path, what: str) -> None:
    path = "app/page.tsx"
    if what == "untracked":
        path = "app/notes.txt"
        (project / path).write_text("mine\n")
    elif what == "deleted":
        (project / path).unlink()
    else:
        append(project, path, "// mine\n")
    if what == "staged":
        git(project, "add", ".")
    before = tree(project)
    with pytest.raises(ScaffoldError, match=f"not committed: `{path}`"):
        run(project)
    assert tree(project) == before


def test_a_folder_of_a_monorepo_that_is_dirty_elsewhere(
    project: Path, newer: Path, tmp_path: Path
) -> None:
    root = tmp_path / "mono"
    shutil.copytree(project, root / "apps/my shop", ignore=shutil.ignore_patterns(".git"))
    git(root, "init", "--quiet")
    commit(root)
    (root / "elsewhere.txt").write_text("dirty\n")
    inside = root / "apps/my shop"
    append(inside, "app/page.tsx", "// dirty\n")
    with pytest.raises(ScaffoldError, match=r"not committed: `app/page\.tsx`"):
        run(inside)
    git(inside, "checkout", ".")
    before = tree(inside)
    done = run(inside / "app")
    assert statuses(done)["CLAUDE.md"] == "updated"
    for line in done.undo:
        subprocess.run(line, shell=True, cwd=inside / "app", check=True)
    assert tree(inside) == before
    assert (root / "elsewhere.txt").is_file()


def test_a_git_worktree(project: Path, newer: Path, tmp_path: Path) -> None:
    git(project, "worktree", "add", "--quiet", str(tmp_path / "side"))
    before = tree(project)
    assert statuses(run(tmp_path / "side"))["CLAUDE.md"] == "updated"
    assert tree(project) == before


def test_a_submodule(project: Path, newer: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet")
    git(
        outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
        str(project), "shop",
    )  # fmt: skip
    assert statuses(run(outer / "shop"))["CLAUDE.md"] == "updated"
    commit(outer / "shop")
    assert git(outer / "shop", "status", "--porcelain") == ""


def test_a_project_elsewhere_under_another_home(
    project: Path, newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = (project / ".copier-answers.yml").read_text()
    absolute = answers.replace("~/", "/home/colleague/")
    (project / ".copier-answers.yml").write_text(absolute)
    commit(project)
    moved = project.rename(tmp_path / "renamed")
    home = tmp_path / "new-home"
    shutil.copytree(os.environ["HOME"], home)
    monkeypatch.setenv("HOME", str(home))
    done = run(moved)
    assert done.new == NEXT
    text = (moved / ".copier-answers.yml").read_text()
    assert f"_src_path: {template_store.SOURCE}" in text
    assert "project_name: shop" in text


def test_no_git(project: Path, newer: Path) -> None:
    shutil.rmtree(project / ".git")
    with pytest.raises(ScaffoldError, match="in no git repository"):
        run(project)


def test_git_is_missing_or_refuses(
    project: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (project / ".git/HEAD").read_text()
    (project / ".git/HEAD").write_text("broken\n")
    with pytest.raises(ScaffoldError, match="in no git repository"):
        run(project)
    (project / ".git/HEAD").write_text(head)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ScaffoldError, match="cannot find `git`"):
        run(project)


def test_no_commit_and_not_tracked(project: Path, newer: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / ".git")
    git(project, "init", "--quiet")
    with pytest.raises(ScaffoldError, match="not committed"):
        run(project)
    shutil.rmtree(project / ".git")
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text("shop/\n")
    commit(tmp_path)
    with pytest.raises(ScaffoldError, match="does not track"):
        run(project)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("_commit: v", "_commit: v999999", "upgrade scaffold"),
        ("_commit: v", "_commit: main-v", "is no version of the templates"),
        ("_commit: ", "_comit: ", "does not say `_commit`"),
        ("_src_path: ", "_src: ", "does not say `_src_path`"),
        ("sdk: '4'", "sdk: 4", "takes a value of type str"),
        ("sdk: '4'", "sdk: '5'", "none of `4`, `3`"),
        ("kinds: []", "kinds: cron", "takes a list"),
        ("kinds: []", "kinds: [cronn]", "did you mean `cron`?"),
        ("kinds: []", "kids: []", "no question is called `kids`"),
        ("kinds: []", "kinds: [", "is not valid YAML"),
        ("project_name: shop", "project_name: ../shop", "project_name"),
    ],
)
def test_an_answers_file_that_cannot_be_used(
    project: Path, newer: Path, old: str, new: str, says: str
) -> None:
    file = project / ".copier-answers.yml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    commit(project)
    before = tree(project)
    with pytest.raises(ScaffoldError) as refused:
        run(project)
    assert says in f"{refused.value.message}\n{refused.value.hint}"
    assert tree(project) == before


def test_an_empty_answers_file_and_none(project: Path) -> None:
    (project / ".copier-answers.yml").write_text("")
    with pytest.raises(ScaffoldError, match="holds no answers"):
        run(project)
    (project / ".copier-answers.yml").unlink()
    with pytest.raises(ScaffoldError, match="in no project made from a template"):
        run(project)


def test_answers_that_are_left_out_take_their_defaults(project: Path, newer: Path) -> None:
    file = project / ".copier-answers.yml"
    file.write_text(file.read_text().replace("deployment: none\n", ""))
    commit(project)
    assert not run(project).conflicts
    assert "deployment: none" in file.read_text()


def test_a_template_of_a_team(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    (template / "copier.yml").write_text(
        "_skip_if_exists: [mine.txt]\nproject_name:\n  type: str\n  default: shop\n"
    )
    (template / "{{ _copier_conf.answers_file }}.jinja").write_text(
        "{{ _copier_answers | to_nice_yaml -}}"
    )
    (template / "mine.txt").write_text("one\n")
    (template / "theirs.txt.jinja").write_text("{{ project_name }}\na\nb\nc\nd\n")
    git(template, "init", "--quiet")
    commit(template)
    git(template, "tag", "1.0.0")
    done = scaffold("new", "shop", "--template", str(template), "--defaults", cwd=tmp_path)
    assert done.code == 0, done.err
    project = tmp_path / "shop"
    append(project, "theirs.txt", "my end\n")
    append(project, "mine.txt", "two\n")
    commit(project)
    (template / "theirs.txt.jinja").write_text("{{ project_name }}, two\na\nb\nc\nd\n")
    (template / "mine.txt").write_text("other\n")
    commit(template)
    git(template, "tag", "1.1.0")
    checked = scaffold("update", "--check", "--json", cwd=project)
    assert checked.code == 1
    assert checked.json["newest"] == "1.1.0"
    assert checked.json["drift"] == [{"path": "theirs.txt", "kind": "edited"}]
    updated = scaffold("update", cwd=project)
    assert updated.code == 0, updated.err
    assert (project / "theirs.txt").read_text() == "shop, two\na\nb\nc\nd\nmy end\n"
    assert (project / "mine.txt").read_text() == "one\ntwo\n"
    commit(project)
    assert scaffold("update", cwd=project).code == 0
    assert scaffold("update", "--set", "project_name=store", cwd=project).code == 0
    assert (project / "theirs.txt").read_text().startswith("store, two\n")


# Plain copier goes on working beside.


def test_plain_copier_explains_itself_where_scaffold_never_ran(
    project: Path, isolated_home: Path
) -> None:
    shutil.rmtree(isolated_home / ".cache", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "copier", "update", "--defaults"],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    said = " ".join(f"{done.stdout}{done.stderr}".split())
    documented = (REPOSITORY / "docs/updating.md").read_text()
    quoted = re.search(r"```text\n(.*?)\n```", documented, re.DOTALL)
    assert quoted is not None
    assert quoted[1].strip() in said


@pytest.mark.parametrize("arguments", [["check-update"], ["update", "--defaults"], ["recopy"]])
def test_plain_copier_works_where_scaffold_ran_once(project: Path, arguments: list[str]) -> None:
    assert scaffold("update", "--check", cwd=project).code == 0
    before = tree(project)
    done = subprocess.run(
        [sys.executable, "-m", "copier", *arguments]
        + (["--defaults", "--overwrite"] if arguments == ["recopy"] else []),
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert tree(project) == before


# The merge itself.


@pytest.mark.parametrize(
    ("current", "old", "new", "result"),
    [
        (b"a\n", b"a\n", b"b\n", b"b\n"),
        (b"a\r\n", b"a\n", b"b\nc\n", b"b\r\nc\r\n"),
        (b"\xef\xbb\xbfa\n", b"a\n", b"b\n", b"\xef\xbb\xbfb\n"),
        (b"a\r\nb\nc\r\n", b"a\nb\nc\n", b"a\nb\nx\n", b"a\r\nb\nx\r\n"),
        (b"a\nmine", b"a\n", b"a\n", b"a\nmine"),
        (b"mine\n1\n2\n3\n", b"1\n2\n3\n", b"1\n2\n4\n", b"mine\n1\n2\n4\n"),
        (b"b\n", b"a\n", b"b\n", b"b\n"),
    ],
)
def test_merges_text(current: bytes, old: bytes, new: bytes, result: bytes) -> None:
    merged = merge_text(current, old, new)
    assert merged is not None
    assert (merged.content, merged.conflict) == (result, False)


def test_what_is_no_text_is_not_merged() -> None:
    assert merge_text(b"\0a", b"\0b", b"\0c") is None


# The page for users.


def test_the_documentation_lists_the_ownership() -> None:
    text = (REPOSITORY / "docs/updating.md").read_text()
    rows = dict(re.findall(r"^\| (managed|block) \| (.+?) \|", text, re.MULTILINE))
    declared = yaml.safe_load((template_store.templates_folder() / "ownership.yml").read_text())
    for owner in ("managed", "block"):
        assert re.findall(r"`([^`]+)`", rows[owner]) == declared[owner]


def test_the_example_for_ci_runs(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (REPOSITORY / "docs/updating.md").read_text()
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    steps = {
        step.get("id"): step for step in yaml.safe_load(example[1])["jobs"]["template"]["steps"]
    }
    (project / STEPS).unlink()
    output = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    subprocess.run(["bash", "-e", "-c", steps["compare"]["run"]], cwd=project, check=True)
    assert output.read_text() == "code=1\n"
    assert (project / "report.txt").read_text() == f"drift: {STEPS} (deleted)\n"


def test_two_versions_at_once(
    project: Path, tmp_path: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "later/scaffold"
    shutil.copytree(newer, package, symlinks=True)
    templates = package / "templates"
    claude = templates / "nextjs/CLAUDE.md.jinja"
    claude.write_text(claude.read_text().replace(", revised\n", ", revised twice\n"))
    changelog = templates / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + "\n## v99.1.0\n\n- Revised again.\n")
    release("v99.1.0", templates, package)
    use_package(monkeypatch, package)
    assert call("update", "--to", NEXT, cwd=project).code == 0
    commit(project)
    assert b"# Inngest, revised\n" in tree(project)["CLAUDE.md"]
    git(project, "reset", "--quiet", "--hard", "HEAD^")
    done = call("update", "--json", cwd=project)
    assert done.json["to"] == "v99.1.0"
    headings = re.findall(r"## (\S+)", done.json["changelog"])
    assert headings == ["v99.1.0", NEXT]
    assert call("update", "--to", NEXT, cwd=project).code == 2


@pytest.mark.parametrize("seed", range(5))
def test_lines_written_anywhere_survive_the_whole_command(
    project: Path, newer: Path, seed: int
) -> None:
    chance = random.Random(seed)
    files = [path for path in tree(project) if not path.endswith((".json", ".yml"))]
    written: list[str] = []
    for path in chance.sample(files, 12):
        lines = (project / path).read_text().split("\n")
        for _ in range(chance.randint(1, 3)):
            written.append(f"a line of mine, number {len(written)}")
            lines.insert(chance.randrange(len(lines)), written[-1])
        (project / path).write_text("\n".join(lines))
    commit(project)
    run(project)
    after = "\n".join(content.decode() for content in tree(project).values())
    assert [line for line in written if f"{line}\n" not in after] == []


@pytest.mark.parametrize("version", template_store.released())
def test_a_script_never_calls_one_that_an_update_left_out(version: str, tmp_path: Path) -> None:
    project = make_project(tmp_path / "shop", answers_for("nextjs-v4"), version)
    run(project)
    scripts = json.loads((project / "package.json").read_text())["scripts"]
    called = re.findall(r"npm run ([\w:-]+)", " ".join(scripts.values()))
    assert called
    assert set(called) <= set(scripts)
