"""Template versions: what is released stays as it was, and copier finds it offline."""

import json
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
import yaml

from scaffold.devtools.release import release
from scaffold.errors import ScaffoldError
from scaffold.functions.rendering import _environment
from scaffold.template import store as template_store
from scaffold.template.ownership import ownership, split_block
from tests.support.cli import scaffold, tree

TEMPLATES = template_store.templates_folder()


def git(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        ["git", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def copier(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "copier", *arguments], cwd=cwd, capture_output=True, text=True
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package folder with the released versions, to release further ones into."""
    folder = tmp_path / "package"
    folder.mkdir()
    for name in ("template.bundle", "template_versions.json"):
        shutil.copy(template_store.bundle().with_name(name), folder)
    return folder


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """The newest released templates, in a folder to change."""
    folder = tmp_path / "templates"
    newest = template_store.newest()
    git("clone", "--quiet", "--branch", newest, template_store.bundle(), folder, cwd=tmp_path)
    shutil.rmtree(folder / ".git")
    return folder


@pytest.mark.parametrize("version", template_store.released())
def test_a_released_version_keeps_its_tree(version: str, tmp_path: Path) -> None:
    git("clone", "--quiet", template_store.bundle(), "t", cwd=tmp_path)
    tree_hash = git("rev-parse", f"{version}^{{tree}}", cwd=tmp_path / "t")
    assert tree_hash == template_store.released()[version]


def test_the_templates_are_the_newest_version_or_say_that_they_are_not(tmp_path: Path) -> None:
    if "## Unreleased" in (TEMPLATES / "CHANGELOG.md").read_text():
        return
    git("init", "--quiet", tmp_path / "t", cwd=tmp_path)
    shutil.copytree(TEMPLATES, tmp_path / "t", dirs_exist_ok=True)
    git("add", "--all", "--force", ".", cwd=tmp_path / "t")
    tree_hash = git("write-tree", cwd=tmp_path / "t")
    assert tree_hash == template_store.released()[template_store.newest()]


def test_a_release_adds_a_version_and_keeps_the_others(package: Path, templates: Path) -> None:
    before = json.loads((package / "template_versions.json").read_text())
    (templates / "nextjs/added.txt").write_text("new\n")
    changelog = templates / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + "\n## v99.0.0\n\n- Added a file.\n")
    tree_hash = release("v99.0.0", templates, package)
    after = json.loads((package / "template_versions.json").read_text())
    assert after == {**before, "v99.0.0": tree_hash}
    heads = git("bundle", "list-heads", package / "template.bundle", cwd=package)
    for version in after:
        assert f"refs/tags/{version}" in heads


@pytest.mark.parametrize(
    ("version", "heading", "says"),
    [("v0.0.1", True, "not above"), ("99.0.0", True, "not above"), ("v99.0.0", False, "heading")],
)
def test_refuses_a_release(
    package: Path, templates: Path, version: str, heading: bool, says: str
) -> None:
    if heading:
        changelog = templates / "CHANGELOG.md"
        changelog.write_text(changelog.read_text() + f"\n## {version}\n")
    with pytest.raises(ScaffoldError, match=says):
        release(version, templates, package)


def test_refuses_to_release_the_same_templates_twice(package: Path, templates: Path) -> None:
    changelog = templates / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + "\n## v99.0.0\n\n## v99.0.1\n")
    release("v99.0.0", templates, package)
    with pytest.raises(ScaffoldError, match="those of a released version"):
        release("v99.0.1", templates, package)


def test_placing_keeps_a_newer_bundle(package: Path, templates: Path, isolated_home: Path) -> None:
    (templates / "nextjs/added.txt").write_text("new\n")
    changelog = templates / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + "\n## v99.0.0\n")
    release("v99.0.0", templates, package)
    placed = isolated_home / ".cache/inngest-scaffold/template.bundle"
    placed.parent.mkdir(parents=True)
    shutil.copy(package / "template.bundle", placed)
    newer = placed.read_bytes()
    template_store.place()
    assert placed.read_bytes() == newer


def test_placing_refuses_a_foreign_history(tmp_path: Path, isolated_home: Path) -> None:
    foreign = tmp_path / "foreign"
    git("init", "--quiet", foreign, cwd=tmp_path)
    git("commit", "--quiet", "--allow-empty", "-m", "a", cwd=foreign)
    git("tag", "v0.1.0", cwd=foreign)
    placed = isolated_home / ".cache/inngest-scaffold/template.bundle"
    placed.parent.mkdir(parents=True)
    git("bundle", "create", placed, "--all", cwd=foreign)
    with pytest.raises(ScaffoldError, match="does not know"):
        template_store.place()


def test_placing_replaces_an_older_or_broken_bundle(isolated_home: Path) -> None:
    placed = isolated_home / ".cache/inngest-scaffold/template.bundle"
    placed.parent.mkdir(parents=True)
    placed.write_bytes(b"not a bundle")
    template_store.place()
    assert placed.read_bytes() == template_store.bundle().read_bytes()


def test_plain_copier_says_that_a_new_project_is_up_to_date(tmp_path: Path) -> None:
    assert scaffold("new", "shop", "--defaults", cwd=tmp_path).code == 0
    project = tmp_path / "shop"
    before = tree(project)
    checked = copier("check-update", cwd=project)
    assert checked.returncode == 0, checked.stderr
    assert "up-to-date" in checked.stdout
    updated = copier("update", "--defaults", cwd=project)
    assert updated.returncode == 0, updated.stderr
    assert tree(project) == before


def test_plain_copier_merges_a_new_version_and_keeps_edits(
    tmp_path: Path, package: Path, templates: Path, isolated_home: Path
) -> None:
    assert scaffold("new", "shop", "--defaults", cwd=tmp_path).code == 0
    project = tmp_path / "shop"
    claude = project / "CLAUDE.md"
    claude.write_text(claude.read_text() + "\n## Ours\n\nAsk before deleting rows.\n")
    route = project / "app/api/inngest/route.ts"
    route.write_text(route.read_text() + "// mine\n")
    (project / "app/page.tsx").unlink()
    git("commit", "--quiet", "-am", "edits", cwd=project)
    before = tree(project)

    source = templates / "nextjs/CLAUDE.md.jinja"
    source.write_text(source.read_text().replace("# Inngest\n", "# Inngest, revised\n"))
    (templates / "nextjs/app/page.tsx").write_text("// another page\n")
    changelog = templates / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + "\n## v99.0.0\n")
    release("v99.0.0", templates, package)
    placed = isolated_home / ".cache/inngest-scaffold/template.bundle"
    shutil.copy(package / "template.bundle", placed)

    updated = copier("update", "--defaults", cwd=project)
    assert updated.returncode == 0, updated.stderr
    after = tree(project)
    assert b"# Inngest, revised" in after["CLAUDE.md"]
    assert b"Ask before deleting rows." in after["CLAUDE.md"]
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {"CLAUDE.md", ".copier-answers.yml"}


def test_copier_settings_say_what_the_ownership_says() -> None:
    settings = next(iter(yaml.safe_load_all((TEMPLATES / "copier.yml").read_text())))
    patterns: list[str] = []
    # Of everything, only what is ours; a folder left out would take its files with it.
    for path in [".copier-answers.yml", *ownership().block, *ownership().managed]:
        parents = [str(parent) for parent in PurePosixPath(path).parents][-2::-1]
        patterns += [f"!{one}" for one in (*parents, path) if f"!{one}" not in patterns]
    assert settings["_exclude"][1:] == patterns
    assert settings["_skip_if_exists"] == ["*", *patterns]


def test_kind_templates_render_with_the_settings_of_copier() -> None:
    settings = next(iter(yaml.safe_load_all((TEMPLATES / "copier.yml").read_text())))["_envops"]
    environment = _environment()
    assert settings.pop("undefined") == f"jinja2.{environment.undefined.__name__}"
    for name, value in settings.items():
        assert getattr(environment, name) == value


def test_compiled_templates_are_kept_and_not_needed(tmp_path: Path) -> None:
    home = Path("~").expanduser()
    scaffold("new", "shop", "--defaults", cwd=tmp_path)
    add = ("add-function", "send-bill", "--event", "order/billed")
    here = scaffold(*add, cwd=tmp_path / "shop")
    kept = list((home / ".cache/inngest-scaffold/kinds").iterdir())
    for damaged, content in zip(kept, (b"", b"not compiled", b"j2"), strict=False):
        damaged.write_bytes(content)
    made = tree(tmp_path / "shop")
    for folder in (home, Path("/dev/null")):
        scaffold("remove-function", "send-bill", "--force", cwd=tmp_path / "shop")
        state = {"XDG_STATE_HOME": str(home / ".local/state")}
        again = scaffold(*add, cwd=tmp_path / "shop", HOME=str(folder), **state)
        assert (again.code, again.out, again.err) == (0, here.out, here.err)
        assert tree(tmp_path / "shop") == made
    assert kept


@pytest.mark.parametrize(
    ("seconds", "arguments"),
    [
        (604_800, "days=7"),
        (86_400, "days=1"),
        (5_400, "minutes=90"),
        (7_200, "hours=2"),
        (30, "seconds=30"),
        (31_622_400, "days=366"),
    ],
)
def test_kind_templates_write_seconds_in_their_largest_unit(seconds: int, arguments: str) -> None:
    text = '{% from "includes/python.jinja" import timedelta %}{{ timedelta(seconds) }}'
    written = _environment().from_string(text).render(seconds=seconds)
    assert written == f"datetime.timedelta({arguments})"


def test_rendering_needs_no_trust() -> None:
    settings = next(iter(yaml.safe_load_all((TEMPLATES / "copier.yml").read_text())))
    assert not {"_tasks", "_migrations", "_jinja_extensions"} & set(settings)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"a\n", (b"a\n", b"", b"")),
        (
            b"a\n<!-- scaffold:begin -->\nb\n<!-- scaffold:end -->\nc\n",
            (b"a\n", b"<!-- scaffold:begin -->\nb\n<!-- scaffold:end -->\n", b"c\n"),
        ),
        (
            b"<!-- scaffold:begin -->\r\n<!-- scaffold:end -->",
            (b"", b"<!-- scaffold:begin -->\r\n<!-- scaffold:end -->", b""),
        ),
        (b"<!-- scaffold:begin -->\nb\n", (b"<!-- scaffold:begin -->\nb\n", b"", b"")),
    ],
)
def test_splits_a_block_file(content: bytes, parts: tuple[bytes, bytes, bytes]) -> None:
    assert split_block(content) == parts
