"""What an update does to files that git does not keep, or that are links: nothing is lost."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.cli import Done, tree
from tests.support.function_projects import git
from tests.support.team_templates import make_template
from tests.support.template_packages import call

# Long enough that an edit of one end does not meet one of the other.
TEXT = "".join(f"line {number}\n" for number in range(20))
ONE = {
    "kept.md": TEXT, "conflict.md": TEXT, "gone.md": TEXT, "edited.md": TEXT,
    "deep/a b/'c.md": TEXT,
}  # fmt: skip
TWO = {
    "kept.md": TEXT + "two\n", "conflict.md": "two\n" + TEXT, "edited.md": TEXT + "two\n",
    "deep/a b/'c.md": TEXT + "two\n", "new.md": "two\n", "deep/new.md": "two\n",
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project at version 1 of a template with a version 2, in a folder of a repository."""
    template = make_template(tmp_path / "team", ONE)
    root = tmp_path / "repository/shop"
    root.parent.mkdir()
    done = call("new", "shop", "--defaults", "--template", str(template), cwd=root.parent)
    assert done.code == 0, done.err
    shutil.rmtree(root / ".git")
    git(root.parent, "init", "-q")
    (template / "project/gone.md").unlink()
    make_template(template, TWO, version="v2")
    return root


def commit(root: Path) -> None:
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-qm", "A state")


def edit(root: Path) -> None:
    (root / "edited.md").write_text("mine\n" + TEXT)
    (root / "conflict.md").write_text("mine\n" + TEXT)


def undone(done: Done, where: Path) -> None:
    """Run the commands that undo an update, as they are printed."""
    lines = done.err.partition("undo:\n")[2].splitlines()
    assert lines, done.err
    for line in lines:
        ran = subprocess.run(["/bin/sh", "-c", line], cwd=where, capture_output=True, text=True)
        assert ran.returncode == 0, (line, ran.stderr)


@pytest.mark.parametrize("inside", [".", "deep"])
@pytest.mark.parametrize(
    "kept", ["committed", "ignored", "folder ignored", "excluded", "looked away", "skipped"]
)
def test_an_update_is_undone_whole(project: Path, kept: str, inside: str) -> None:
    mine = [*ONE]
    if kept == "ignored":
        (project / ".gitignore").write_text("*.md\n!README.md\n")
    elif kept == "folder ignored":
        (project / ".gitignore").write_text("/deep/\n/conflict.md\n/edited.md\n")
    elif kept == "excluded":
        (project.parent / ".git/info/exclude").write_text("*.md\n")
    elif kept in ("looked away", "skipped"):
        git(project.parent, "add", "-A")
        bit = "--assume-unchanged" if kept == "looked away" else "--skip-worktree"
        git(project, "update-index", bit, *mine)
    edit(project)
    if kept in ("looked away", "skipped"):
        git(project.parent, "commit", "-qm", "A state")
    else:
        commit(project)
    before = tree(project)
    index = git(project, "ls-files", "--stage").stdout
    where = project / inside
    done = call("update", cwd=where)
    assert done.code == 1, done.err
    assert b"<<<<<<<" in (project / "conflict.md").read_bytes()
    assert (project / "edited.md").read_text() == f"mine\n{TEXT}two\n"
    assert not (project / "gone.md").exists()
    undone(done, where)
    assert tree(project) == before
    assert git(project, "ls-files", "--stage").stdout == index
    assert git(project, "status", "--porcelain").stdout == b""


def test_what_git_does_not_keep_is_named(project: Path) -> None:
    (project / ".gitignore").write_text("edited.md\n")
    edit(project)
    commit(project)
    dry = call("update", "--dry-run", cwd=project)
    assert "note: `edited.md` is not committed" in dry.err
    done = call("update", cwd=project)
    assert "note: `edited.md` is not committed" in done.err
    assert "`kept.md` is not committed" not in done.err


def test_a_conflict_that_git_does_not_track_is_resolved_by_hand(project: Path) -> None:
    (project / ".gitignore").write_text("conflict.md\n")
    edit(project)
    commit(project)
    done = call("update", cwd=project)
    assert done.code == 1
    assert "resolve: edit what stands between the markers in them\n" in done.err
    assert "git add" not in done.err
    assert git(project, "ls-files", "--unmerged").stdout == b""


def test_a_binary_file_that_git_does_not_keep_comes_back(project: Path) -> None:
    git(project.parent, "config", "core.autocrlf", "true")
    (project / ".gitattributes").write_text("* text=auto\n")
    (project / ".gitignore").write_text("kept.md\n")
    commit(project)
    (project / "kept.md").write_bytes(TEXT.replace("\n", "\r\n", 5).encode())
    before = tree(project)
    undone(call("update", cwd=project), project)
    assert tree(project)["kept.md"] == before["kept.md"]


# Links


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A project of our own template."""
    done = call("new", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 0, done.err
    return tmp_path / "shop"


def link(root: Path, path: str, target: str) -> None:
    place = root / path
    if place.is_dir():
        shutil.move(place, root / target)
    else:
        place.unlink()
    place.symlink_to(target)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A link")


@pytest.mark.parametrize(
    ("path", "target"),
    [("AGENTS.md", "CLAUDE.md"), ("CLAUDE.md", "AGENTS.md"), ("AGENTS.md", "nowhere.md")],
)
def test_a_link_is_neither_drift_nor_restored(path: str, target: str, ours: Path) -> None:
    link(ours, path, target)
    before = tree(ours)
    checked = call("update", "--check", cwd=ours)
    assert (checked.code, checked.out) == (0, ""), checked.out
    for more in ([], ["--dry-run"]):
        done = call("update", "--restore", path, *more, cwd=ours)
        assert done.code == 2
        assert f"`{path}` is a symbolic link to `{target}`" in done.err
        assert "hint: restore the file it leads to, or remove the link first" in done.err
    assert tree(ours) == before


def test_the_file_that_a_link_leads_to_is_restored(ours: Path) -> None:
    link(ours, "AGENTS.md", "CLAUDE.md")
    claude = (ours / "CLAUDE.md").read_text()
    (ours / "CLAUDE.md").write_text(claude.replace("# Inngest\n", "# Inngest, edited\n"))
    git(ours, "commit", "-qam", "Edited")
    checked = call("update", "--check", cwd=ours)
    assert (checked.code, checked.out) == (1, "drift: CLAUDE.md (edited)\n")
    assert call("update", "--restore", "CLAUDE.md", cwd=ours).code == 0
    assert (ours / "CLAUDE.md").read_text() == claude
    assert call("update", "--check", cwd=ours).code == 0


def test_files_in_a_linked_folder_of_the_project_follow(ours: Path) -> None:
    link(ours, ".claude", "agents")
    rules = ours / "agents/rules/inngest-steps.md"
    before = rules.read_bytes()
    rules.write_text("edited\n")
    git(ours, "commit", "-qam", "Edited")
    assert "inngest-steps.md (edited)" in call("update", "--check", cwd=ours).out
    done = call("update", "--restore", ".claude/rules/inngest-steps.md", cwd=ours)
    assert done.code == 0, done.err
    assert rules.read_bytes() == before


def test_a_linked_folder_elsewhere_is_left_alone(ours: Path, tmp_path: Path) -> None:
    link(ours, ".claude", "../kept")
    kept = tree(tmp_path / "kept")
    checked = call("update", "--check", cwd=ours)
    assert (checked.code, checked.out) == (0, "")
    path = ".claude/rules/inngest-steps.md"
    done = call("update", "--restore", path, cwd=ours)
    assert (done.code, f"`{path}` is a symbolic link" in done.err) == (2, True)
    updated = call("update", "--set", "kinds=cron", cwd=ours)
    assert updated.code == 0, updated.err
    assert "kept .claude/rules/inngest-cron.md: it is a symbolic link" in updated.err
    assert tree(tmp_path / "kept") == kept
    assert (ours / ".claude").readlink() == Path("../kept")
