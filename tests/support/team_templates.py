"""Small templates that a team, or a stranger, keeps in a repository of its own."""

from collections.abc import Mapping
from pathlib import Path

from tests.support.function_projects import git

ANSWERS = "{{ _copier_conf.answers_file }}.jinja"
_PLAIN = {ANSWERS: "{{ _copier_answers | to_nice_yaml }}", "README.md": "Read me.\n"}


def make_template(
    folder: Path, files: Mapping[str, str], questions: str = "", *, version: str = "v1"
) -> Path:
    """Write a template, commit it and release it as a version; the next one is added to it."""
    for path, text in {**_PLAIN, **files}.items():
        target = folder / "project" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    text = f"_subdirectory: project\nproject_name: {{type: str, default: x}}\n{questions}"
    (folder / "copier.yml").write_text(text)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", version)
    git(folder, "tag", version)
    return folder
