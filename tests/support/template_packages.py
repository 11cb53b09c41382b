"""Packages with further template versions, and projects made from any version."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import scaffold
from scaffold.adopting import adopt
from scaffold.cli.app import run
from scaffold.devtools.release import release
from scaffold.template import at as template_at
from scaffold.template import copier_gateway
from scaffold.template import store as template_store
from scaffold.template.fresh_render import FreshRender, fresh_render
from scaffold.template.questions import read_questions
from tests.support.cli import Done

TEMPLATES = template_store.templates_folder()
NEXT = "v99.0.0"
STACKS: dict[str, dict[str, object]] = {
    "nextjs-v4": {"stack": "nextjs", "sdk": "4", "package_manager": "npm"},
    "nextjs-v3": {"stack": "nextjs", "sdk": "3", "package_manager": "npm"},
    "fastapi": {"stack": "fastapi", "package_manager": "uv"},
}
STEPS = ".claude/rules/inngest-steps.md"
RETRIES = ".claude/rules/inngest-retries.md"
EXTRA = ".claude/rules/inngest-extra.md"


def git(project: Path, *arguments: str) -> str:
    """Run git in a project and return what it prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=project, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(project: Path) -> None:
    """Commit everything."""
    git(project, "add", "--all", ".")
    git(project, "commit", "--quiet", "--allow-empty", "-m", "Edit")


def offered() -> list[str]:
    """Return the stacks that the templates offer."""
    stack = next(each for each in read_questions(TEMPLATES) if each.name == "stack")
    allowed = stack.allowed({}) or []
    return [name for name, answers in STACKS.items() if answers["stack"] in allowed]


def answers_for(stack: str, **more: object) -> dict[str, object]:
    """Return answers for a project of a stack."""
    return {
        "project_name": "shop",
        "kinds": [],
        "deployment": "none",
        "origin": "new",
        **STACKS[stack],
        **more,
    }


def make_project(project: Path, answers: Mapping[str, object], version: str) -> Path:
    """Make and commit a project as a version of the templates has it."""
    copier_gateway.render(template_store.place(), project, answers, ref=version)
    git(project, "init", "--quiet")
    commit(project)
    return project


def copy_project(project: Path, target: Path) -> Path:
    """Return a copy of a project, repository included."""
    return Path(shutil.copytree(project, target, symlinks=True))


def next_version(templates: Path) -> None:
    """Change a copy of the templates in every class of file."""
    for stack in ("nextjs", "fastapi"):
        folder = templates / stack
        if not (folder / "CLAUDE.md.jinja").is_file():
            continue
        _edit(folder / "CLAUDE.md.jinja", "# Inngest\n", "# Inngest, revised\n")
        rules = folder / ".claude/rules"
        steps = rules / "inngest-steps.md.jinja"
        steps.write_text(steps.read_text() + "- The last line of the next version.\n")
        (rules / "inngest-retries.md.jinja").unlink()
        (rules / "inngest-extra.md").write_text("# Extra\n\n- A new file.\n")
    page = templates / "nextjs/app/page.tsx.jinja"
    page.write_text(page.read_text() + "// the next version\n")
    manifest = templates / "nextjs/package.json.jinja"
    text = re.sub(r'("prettier": ")[^"]+', r"\g<1>^99.0.0", manifest.read_text())
    manifest.write_text(text.replace("tsc --noEmit", "tsc --noEmit --pretty"))
    python = templates / "fastapi/pyproject.toml.jinja"
    if python.is_file():
        python.write_text(re.sub(r'"pytest>=[^"]+"', '"pytest>=99"', python.read_text()))


def as_in_the_checkout(templates: Path) -> None:
    """Replace a copy of the templates by those of the checkout."""
    shutil.rmtree(templates)
    shutil.copytree(TEMPLATES, templates)


def make_package(
    folder: Path, change: Callable[[Path], None] = next_version, version: str = NEXT
) -> Path:
    """Make a second `scaffold` package, whose bundle has one more version; return its folder.

    With the folder above it in `PYTHONPATH`, it is the one that runs.
    """
    source = Path(scaffold.__file__).parent
    package = folder / "scaffold"
    package.mkdir(parents=True)
    for entry in source.iterdir():
        if entry.name in ("template.bundle", "template_versions.json"):
            shutil.copy(entry, package)
        elif entry.name != "templates":
            (package / entry.name).symlink_to(entry)
    # On top of the newest version, whatever the state of the templates in the checkout is.
    templates = package / "templates"
    clone = ["clone", "--quiet", "--branch", template_store.newest()]
    options = ["-c", "advice.detachedHead=false"]
    bundle = Path(scaffold.__file__).with_name("template.bundle")
    git(folder, *options, *clone, str(bundle), str(templates))
    shutil.rmtree(templates / ".git")
    change(templates)
    changelog = templates / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + f"\n## {version}\n\n- Revised the {version}.\n")
    release(version, templates, package)
    return package


def use_package(monkeypatch: pytest.MonkeyPatch, package: Path) -> None:
    """Let the code in this process take its templates from another package."""
    versions = json.loads((package / "template_versions.json").read_text())
    monkeypatch.setattr(template_store, "bundle", lambda: package / "template.bundle")
    monkeypatch.setattr(template_store, "released", lambda: versions)


def call(*arguments: str, cwd: Path) -> Done:
    """Run a command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
        out.flush()
        err.flush()
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Done(code, *texts)


def remember_renders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render each version with the same answers only once in this process."""
    for module in (template_at, adopt):
        monkeypatch.setattr(module, "fresh_render", remembered)


_RENDERS: dict[str, FreshRender] = {}


def remembered(
    source: str, ref: str | None, answers: Mapping[str, object], *, ask: bool = False
) -> FreshRender:
    """Return a render, made once in this process for the same version and answers."""
    versions = json.dumps([template_store.released(), source, ref, answers], sort_keys=True)
    if versions not in _RENDERS:
        _RENDERS[versions] = fresh_render(source, ref, answers, ask=ask)
    return _RENDERS[versions]


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new))
