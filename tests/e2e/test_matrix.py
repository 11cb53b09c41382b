"""Every combination of answers renders a project that parses, is formatted and type-checks."""

import re
from pathlib import Path

import pytest

from scaffold.syntax.language import language_of
from scaffold.syntax.source import Source
from tests.support.proof import proved, subject_of

from .answers import Answers, fastapi_matrix, nextjs_matrix
from .processes import run
from .workshop import TYPE_CHECK, Workshop

_NEXTJS = list(nextjs_matrix())
_FASTAPI = list(fastapi_matrix())
_CHECKED = [answers for answers in _NEXTJS if answers.package_manager == "npm"]


@pytest.mark.parametrize("answers", [*_NEXTJS, *_FASTAPI], ids=lambda answers: answers.name)
def test_renders_and_parses(workshop: Workshop, answers: Answers) -> None:
    files = workshop.files(answers)
    entry = {"nextjs": "app/api/inngest/route.ts", "fastapi": "app/main.py"}[answers.stack]
    assert {"CLAUDE.md", "AGENTS.md", ".copier-answers.yml", entry} <= set(files)
    for name, content in files.items():
        text = content.decode()
        # JSX writes an object in an attribute with two braces.
        text = text.replace("${{", "")  # Railway writes its variables like this
        for leftover in ("{%", "{#", "%}", *(() if name.endswith(".tsx") else ("{{",))):
            assert leftover not in text, f"`{leftover}` is left in {name}"
        assert text.endswith("\n") or not text, f"{name} does not end with a newline"
        if language_of(name):
            assert not Source.parse(name, content).has_error, f"{name} does not parse"


def test_all_are_as_prettier_leaves_them(workshop: Workshop, node: str) -> None:
    projects = [workshop.with_node_modules(answers) for answers in _NEXTJS]
    # A file that several projects have in common is looked at once.
    files = {
        (name, content): workshop.render(answers) / name
        for answers in _NEXTJS
        for name, content in workshop.files(answers).items()
    }
    # Both files, as Prettier reads them in a project: other tests may have left `.next` in one.
    lists = [project / name for project in projects for name in (".gitignore", ".prettierignore")]
    ignored = [f"--ignore-path={each}" for each in lists]
    prettier = projects[0] / "node_modules/.bin/prettier"
    check: list[str | Path] = [prettier, "--check", "--ignore-unknown", *ignored]
    run([*check, *files.values()], workshop.root, timeout=300).check()


def test_all_type_check_but_those_that_are_wrong(workshop: Workshop, node: str) -> None:
    projects = [workshop.with_node_modules(answers) for answers in _CHECKED]
    wrong = [
        workshop.copy(workshop.with_node_modules(each), workshop.root / f"wrong-{each.name}")
        for each in (Answers(sdk="3"), Answers())
    ]
    for project in wrong:
        (project / "lib/wrong.ts").write_text('export const wrong: number = "text";\n')
    # One process for all: by itself, each would read the packages' thousands of types again.
    done = run(["node", TYPE_CHECK, *wrong, *projects], workshop.root, timeout=600)
    said = re.findall(r"^\S*?([\w-]+/lib/wrong\.ts\(1,14\)): error TS2322", done.output, re.M)
    assert said == [f"{project.name}/lib/wrong.ts(1,14)" for project in wrong], done.output
    assert done.output.count("error TS") == len(wrong), done.output
    for project in projects:
        proved("type-checked", subject_of(project), "TypeScript's compiler")


@pytest.mark.parametrize("answers", _FASTAPI, ids=lambda answers: answers.name)
def test_python_is_formatted_and_type_checks(workshop: Workshop, answers: Answers) -> None:
    project = workshop.render(answers)
    python = workshop.python()
    run([python, "-m", "ruff", "format", "--check", "."], project, timeout=60).check()
    run([python, "-m", "ruff", "check", "."], project, timeout=60).check()
    run([python, "-m", "mypy"], project, timeout=180).check()
