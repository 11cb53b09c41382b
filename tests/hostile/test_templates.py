"""Templates of strangers: what they may not bring, run or break, and how a failure reads."""

import os
import shutil
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.template.questions import parse_questions, read_questions
from scaffold.template.rendered_paths import is_git
from tests.support.cli import Done, tree
from tests.support.function_projects import git
from tests.support.team_templates import make_template
from tests.support.template_packages import call
from tests.support.traps import Trap

# Where copier stops, it leaves a folder open that it was listing.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed scandir:ResourceWarning")


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path / "trap")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def new(template: Path | str, work: Path, *more: str) -> Done:
    return call("new", "shop", "--defaults", "--template", str(template), *more, cwd=work)


def refused(done: Done, work: Path, *says: str) -> None:
    """Assert that it was refused in three parts, and nothing was made."""
    assert done.code == 2, done
    assert done.err.count("error: ") == 1
    assert done.err.count("hint: ") == 1
    assert "Traceback" not in done.err
    assert [text for text in says if text not in done.err] == [], done.err
    assert list(work.iterdir()) == []


# What it brings

# Copier renders names, so a template that git can hold still makes any of them.
GIT = "{% if true %}.git{% endif %}"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (f"{GIT}/hooks/pre-commit", "`.git`"),
        (f"{GIT}/config", "`.git`"),
        (f"part/{GIT}/config", "`part/.git`"),
        (f"{GIT}.jinja", "`.git`"),
        ("{{ '.GIT' }}/config", "`.GIT`"),
        ("{{ '.git.' }}/config", "`.git.`"),
        ("{{ 'git~1' }}/config", "`git~1`"),
        ("{{ '.git' }}::$INDEX_ALLOCATION/x", "`.git::$INDEX_ALLOCATION`"),
    ],
)
def test_refuses_what_is_gits_own(
    path: str, says: str, tmp_path: Path, work: Path, trap: Trap
) -> None:
    template = make_template(tmp_path / "team", {path: f"#!/bin/sh\n{trap.program}\n"})
    (template / "project" / path).chmod(0o755)
    git(template, "commit", "-qam", "Executable")
    refused(new(template, work), work, says, "git runs")
    refused(new(template, work, "--dry-run"), work, says)
    assert trap.runs == []


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        (".git", True),
        (".Git", True),
        (".git ", True),
        (".git . .", True),
        (".git...", True),
        (".git:x", True),
        ("GIT~1", True),
        ("git~1.", True),
        (".g\u200cit", True),
        ("\ufeff.git", True),
        ("a\\.git\\hooks", True),
        (".git\n", False),
        (".gitignore", False),
        (".github", False),
        ("git", False),
        ("git~2", False),
        ("x.git", False),
        (".git-hooks", False),
        ("...git", False),
    ],
)
def test_knows_every_spelling(name: str, is_one: bool) -> None:
    assert is_git(name) == is_one


@pytest.mark.parametrize(
    ("link", "target", "says"),
    [
        ("hooks", ".git/hooks", "leads to git's own folder"),
        ("a/hooks", "../.git", "leads to git's own folder"),
        ("git", ".GIT", "leads to git's own folder"),
        ("there", "here/../.git/../.git", "leads to git's own folder"),
        ("up", "..", "leaves the project"),
        ("out", "../../elsewhere", "leaves the project"),
        ("a/out", "../b/../../x", "leaves the project"),
        ("etc", "/etc/passwd", "leaves the project"),
        ("root", "/", "leaves the project"),
    ],
)
def test_refuses_a_link_that_leads_away(
    link: str, target: str, says: str, tmp_path: Path, work: Path
) -> None:
    template = tmp_path / "team"
    place = template / "project" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(target)
    make_template(template, {}, "_preserve_symlinks: true\n")
    refused(new(template, work), work, f"`{link}`", says)


def test_takes_links_that_stay(tmp_path: Path, work: Path) -> None:
    template = tmp_path / "team"
    for name, target in {"AGENTS.md": "README.md", "a/b": "../README.md", "later": "none"}.items():
        (template / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (template / "project" / name).symlink_to(target)
    make_template(template, {}, "_preserve_symlinks: true\n")
    done = new(template, work)
    assert done.code == 0, done.err
    assert (work / "shop/AGENTS.md").readlink() == Path("README.md")


def test_a_file_through_a_link_of_its_own_is_refused(tmp_path: Path, work: Path) -> None:
    """The link is `aa`, and a name that renders to `aa` too is a folder with a hook in it."""
    for number, name in enumerate(("{{ 'aa' }}", "aa{{ '' }}")):
        template = tmp_path / f"team{number}"
        (template / "project").mkdir(parents=True)
        (template / "project/aa").symlink_to(".git")
        make_template(template, {f"{name}/hooks/pre-commit": "x"}, "_preserve_symlinks: true\n")
        refused(new(template, work), work, str(template))


def test_an_update_brings_nothing_of_gits_own(tmp_path: Path, work: Path, trap: Trap) -> None:
    template = make_template(tmp_path / "team", {})
    assert new(template, work).code == 0
    before = tree(work / "shop")
    hook = f"{GIT}/hooks/post-index-change"
    make_template(
        template, {hook: f"#!/bin/sh\n{trap.program}\n", "README.md": "Two.\n"}, version="v2"
    )
    for command in (["update"], ["update", "--check"], ["update", "--dry-run"]):
        done = call(*command, cwd=work / "shop")
        assert done.code == 2, done
        assert "`.git`" in done.err
    assert tree(work / "shop") == before
    assert not (work / "shop/.git/hooks/post-index-change").exists()


# What it runs


def test_a_git_directory_that_is_being_rendered_runs_nothing(
    tmp_path: Path, work: Path, trap: Trap
) -> None:
    """Copier asks git about the project while it renders into it, settings of its own included."""
    settings = trap.settings() + "[core]\n\tfileMode = false\n\trepositoryformatversion = 0\n"
    files = {
        f"{GIT}/HEAD": "ref: refs/heads/main\n",
        f"{GIT}/config": settings,
        f"{GIT}/objects/x": "",
        f"{GIT}/refs/x": "",
        "zz.txt": "rendered last\n",
    }
    template = make_template(tmp_path / "team", files)
    refused(new(template, work), work, "`.git`")
    assert trap.runs == []


def test_a_template_on_this_machine_runs_nothing(tmp_path: Path, work: Path, trap: Trap) -> None:
    """Copier looks for changes that are not committed, in a repository with any settings."""
    template = make_template(tmp_path / "team", {".gitattributes": "* filter=trap\n"})
    git(template, "tag", "-d", "v1")
    with (template / ".git/config").open("a") as config:
        config.write(trap.settings().replace("required = true", ""))
    os.utime(template / "project/README.md", (1, 1))
    done = new(template, work)
    assert trap.runs == []
    assert done.code == 0, done.err


def test_a_folder_that_looks_like_a_repository_runs_nothing(
    tmp_path: Path, work: Path, trap: Trap
) -> None:
    template = make_template(tmp_path / "team", {})
    bare = work.parent / "bare"
    git(tmp_path, "clone", "-q", "--bare", str(template), str(bare))
    (bare / "config").write_text(f"[core]\n\tbare = false\n\tworktree = .\n{trap.settings()}")
    new(bare, work, "--ref", "HEAD")
    assert trap.runs == []


@pytest.mark.parametrize("kind", ["hooks in the template folder of git", "hooks of all projects"])
def test_hooks_of_the_user_run_for_our_template_alone(
    kind: str, tmp_path: Path, work: Path, isolated_home: Path, trap: Trap
) -> None:
    """A hook like pre-commit's does what a file of the project says."""
    template = make_template(tmp_path / "team", {})
    shutil.copytree(trap.folder, isolated_home / "template/hooks")
    if kind == "hooks of all projects":
        setting = f"[core]\n\thooksPath = {trap.folder}\n"
    else:
        setting = f"[init]\n\ttemplateDir = {isolated_home}/template\n"
    with (isolated_home / ".gitconfig").open("a") as settings:
        settings.write(setting)
    done = new(template, work)
    assert (done.code, trap.runs) == (0, []), done.err
    assert "no git hook of yours ran" in done.err
    assert git(work / "shop", "log", "--format=%s").stdout == b"Create the project\n"
    shutil.rmtree(work / "shop")
    done = call("new", "shop", "--defaults", cwd=work)
    assert done.code == 0
    assert "no git hook" not in done.err
    assert any("pre-commit" in line for line in trap.runs)


def test_no_git_of_the_folder_is_started(
    tmp_path: Path, work: Path, trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = make_template(tmp_path / "team", {})
    shutil.copy(trap.program, work / "git")
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert new(template, work).code == 0
    assert trap.runs == []


CODE = {
    "tasks": "_tasks: ['touch ran']\n",
    "jinja_extensions": "_jinja_extensions: [jinja2.ext.do]\n",
}


@pytest.mark.parametrize("feature", CODE)
@pytest.mark.parametrize("is_trusted", [False, True])
def test_code_of_a_template_is_refused(
    feature: str, is_trusted: bool, tmp_path: Path, work: Path, isolated_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings = isolated_home / "copier.yml"
    settings.write_text(f"trust: ['{tmp_path}/']\n" if is_trusted else "{}\n")
    monkeypatch.setenv("COPIER_SETTINGS_PATH", str(settings))
    template = make_template(tmp_path / "team", {}, CODE[feature])
    refused(new(template, work), work, str(template), feature, "run code")


def test_code_that_an_update_would_run_is_refused(tmp_path: Path, work: Path) -> None:
    template = make_template(tmp_path / "team", {})
    assert new(template, work).code == 0
    before = tree(work / "shop")
    make_template(template, {}, "_tasks: ['touch ran']\n", version="v2")
    done = call("update", cwd=work / "shop")
    assert (done.code, "tasks" in done.err) == (2, True)
    assert tree(work / "shop") == before


# How a failure reads

BROKEN: dict[str, tuple[dict[str, str], str, tuple[str, ...]]] = {
    "a tag that is not closed": ({"a.jinja": "{% if x %}"}, "", ("a.jinja", "line 1")),
    "a name that nothing defines": ({"a.jinja": "{{ missing.name }}"}, "", ("missing",)),
    "what the sandbox forbids": ({"a.jinja": "{{ ''.__class__.__mro__ }}"}, "", ("unsafe",)),
    "a division by zero": ({"a.jinja": "{{ 1 // 0 }}"}, "", ("zero",)),
    "a file that includes itself": (
        {"a.jinja": "{% include 'project/a.jinja' %}"}, "", ("recursion",)
    ),
    "two files of one name": ({"a": "1", "{{ 'a' }}/b": "2"}, "", ("copier",)),
    "a path that leaves": ({"{{ '..' }}/a": "x"}, "", ("forbidden",)),
    "no YAML": ({}, "a: [\n", ("copier.yml", "cannot be read")),
    "text for questions": ({}, "---\njust text\n", ("just text",)),
    "a type that is none": ({}, "color: {type: colour}\n", ("color",)),
    "settings of another shape": ({}, "_exclude: 5\n", ("cannot render",)),
    "a folder that is not there": ({}, "_subdirectory: nowhere\n", ("nowhere",)),
    "a folder that leaves": ({}, "_subdirectory: ../..\n", ("forbidden",)),
    "a newer copier": ({}, "_min_copier_version: '99'\n", ("99",)),
    "an answer that it refuses": (
        {}, "color: {type: str, default: red, validator: \"{{ 'not red' }}\"}\n", ("not red",)
    ),
    "an include of nothing": ({}, "_a: !include none.yml\n", ("!include none.yml",)),
    "an include from elsewhere": ({}, "_a: !include ../../x.yml\n", ("!include ../../x.yml",)),
    "an include of a path": ({}, "_a: !include /etc/passwd\n", ("!include /etc/passwd",)),
    "an include of itself": ({}, "_a: !include copier.yml\n", ("copier.yml",)),
    "an unknown tag": ({}, "_a: !!python/object/apply:os.system ['x']\n", ("cannot be read",)),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_says_what_is_wrong_with_a_template(case: str, tmp_path: Path, work: Path) -> None:
    files, questions, says = BROKEN[case]
    template = make_template(tmp_path / "team", files, questions)
    refused(new(template, work), work, *says)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{tmp}/nowhere", "there is no template at"),
        ("{tmp}/nowhere.git", "does not appear to be a git repository"),
        ("{tmp}/file", "there is no template at"),
        ("https://127.0.0.1:1/team.git", "cannot fetch"),
        ("https://someone:secret@127.0.0.1:1/team.git", "`https://127.0.0.1:1/team.git`"),
        ("git+ext::sh -c touch% ran", "'ext' not allowed"),
        ("~nobody-here/x", "cannot"),
    ],
)
def test_says_why_a_template_is_not_fetched(
    source: str, says: str, tmp_path: Path, work: Path
) -> None:
    (tmp_path / "file").write_text("")
    done = new(source.format(tmp=tmp_path), work)
    refused(done, work, says)
    assert "secret" not in done.err
    assert "free some space" not in done.err


def test_says_that_a_version_is_not_there(tmp_path: Path, work: Path) -> None:
    template = make_template(tmp_path / "team", {})
    refused(new(template, work, "--ref", "v9"), work, "no version, branch or commit `v9`")
    refused(new(template, work, "--ref", "--help"), work, "`--help`")


def test_says_that_an_update_cannot_fetch(tmp_path: Path, work: Path) -> None:
    template = make_template(tmp_path / "team", {})
    assert new(template, work).code == 0
    before = tree(work / "shop")
    shutil.move(template, tmp_path / "moved")
    for command in (["update"], ["update", "--check"]):
        done = call(*command, cwd=work / "shop")
        assert (done.code, str(template) in done.err) == (2, True)
        assert "there is no template at" in done.err
    assert tree(work / "shop") == before


def test_reads_what_a_declaration_includes(tmp_path: Path, work: Path) -> None:
    template = tmp_path / "team"
    (template / "shared").mkdir(parents=True)
    (template / "shared/color.yml").write_text("color: {type: str, default: red}\n")
    (template / "shared/values.yml").write_text("- s\n- [l, [xl]]\n")
    make_template(
        template, {"color.txt.jinja": "{{ color }}\n"},
        "size: {type: str, default: s, choices: !include shared/values.yml}\n"
        "fit: {type: str, default: a, choices: [[Wide, a], [Narrow, b]]}\n"
        "---\n!include shared/col*.yml\n",
    )  # fmt: skip
    assert [one.name for one in read_questions(template)] == [
        "project_name", "size", "fit", "color",
    ]  # fmt: skip
    assert new(template, work).code == 0
    assert (work / "shop/color.txt").read_text() == "red\n"
    shutil.rmtree(work / "shop")
    (work / "a.yml").write_text("color: blue\nsize: xl\nfit: b\n")
    done = call(
        "new", "shop", "--template", str(template), "--answers", "a.yml", "--non-interactive",
        cwd=work,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert (work / "shop/color.txt").read_text() == "blue\n"
    with pytest.raises(ScaffoldError, match="!include"):
        parse_questions("a: !include b.yml\n")
