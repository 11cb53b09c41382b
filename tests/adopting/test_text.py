"""What the files for agents say of somebody's repository is true of it."""

import re
from pathlib import Path

import pytest
import yaml

from scaffold.disk.project_files import DiskFiles
from scaffold.kinds import chosen_kinds
from scaffold.outcome import prepare
from scaffold.project import ANSWERS_FILE, read_answers
from scaffold.updating.update import update
from tests.adopting.test_agent_files import adopted
from tests.support.adoptable import create_next_app, repository, with_inngest
from tests.support.foreign_repositories import REPOSITORIES
from tests.support.function_projects import Repository

FILES = {name: files for name, (files, _) in REPOSITORIES.items()}
FILES["create-next-app"] = with_inngest(create_next_app(src=True))


def ours(made: Repository) -> dict[str, str]:
    return {
        path: content.decode()
        for path, content in made.tree().items()
        if path.startswith((".claude/", "CLAUDE", "AGENTS"))
    }


@pytest.mark.parametrize("name", FILES)
def test_text_is_whole_short_and_about_this_repository(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "x", FILES[name])
    adopted(made)
    made.commit()
    kinds = ",".join(chosen_kinds())
    for state in ("as it is", "with every kind"):
        if state == "with every kind":
            update(prepare(made.root, dry_run=False), settings=(f"kinds={kinds}",))
        for path, text in ours(made).items():
            prose = re.sub(r"```.*?```", "code", text, flags=re.DOTALL)
            assert len(text.splitlines()) <= (150 if path == "CLAUDE.md" else 80), path
            assert not re.search(r"\{\{|\{%|\{#|``|\(\)\.|\bin  |  ·", prose), path
            assert "\n\n\n" not in prose, path
            assert not re.search(r"(?m)[ \t]$", text), path
            assert not re.search(r"from \"\"|from  import|\.env\.development`? sets", text), path


@pytest.mark.parametrize("name", FILES)
def test_places_that_are_named_are_there(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "x", FILES[name])
    adopted(made)
    answers = read_answers(made.root / ANSWERS_FILE)
    paths = set(DiskFiles(made.root).paths())
    for answer in ("client_path", "registry_path", "events_path"):
        assert not answers[answer] or answers[answer] in paths, answer
    text = made.read("CLAUDE.md")
    assert f"`{answers['client_path']}`" in text
    assert f"`{answers['registry_path']}`" in text
    assert str(answers["client_import"]) in text
    assert str(answers["framework"]) in text
    for path, rule in ours(made).items():
        if path.startswith(".claude/rules/"):
            named = yaml.safe_load(rule.split("---")[1])["paths"]
            assert any(_fits(one, glob) for glob in named for one in paths), path


def test_python_that_is_not_async_is_taught_as_such(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", FILES["flask"])
    adopted(made)
    example = made.read("CLAUDE.md").split("```python")[1].split("```")[0]
    assert "async def" not in example
    assert "await" not in example
    assert "inngest.ContextSync" in example
    assert "inngest.flask.serve(app, inngest_client, [" in made.read("CLAUDE.md")


SERVED = {
    "next-app-v4": "export const { GET, POST, PUT } = serve({",
    "next-pages-v3": "export default serve({",
    "express-v3": 'app.use("/api/inngest", serve({',
    "hono-v4": 'app.on(["GET", "PUT", "POST"], "/api/inngest", serve({',
    "fastapi": "inngest.fast_api.serve(app, inngest_client, [",
    "django": "inngest.django.serve(inngest_client, [",
}


@pytest.mark.parametrize("name", SERVED)
def test_functions_are_served_as_the_framework_does(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "x", FILES[name])
    adopted(made)
    assert SERVED[name] in made.read("CLAUDE.md")


def _fits(path: str, glob: str) -> bool:
    """Whether a path fits a glob as agents read it; `**` stands for any folders."""
    pattern = re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*")
    return re.fullmatch(pattern.replace(r"\*", "[^/]*"), path) is not None
