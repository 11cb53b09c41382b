"""Every combination of answers renders a project that parses, is formatted and type-checks."""

from pathlib import Path

import pytest

from scaffold.syntax.language import language_of
from scaffold.syntax.source import Source
from tests.support.proof import proved, subject_of

from .answers import Answers, fastapi_matrix, nextjs_matrix
from .processes import run
from .workshop import Workshop

_NEXTJS = list(nextjs_matrix())
_FASTAPI = list(fastapi_matrix())
_TYPE_CHECK = Path(__file__).with_name("type_check.mjs")
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
    # Both files, as Prettier reads them in a project: other tests may have left `.next` in one.
    lists = [project / name for project in projects for name in (".gitignore", ".prettierignore")]
    ignored = [f"--ignore-path={each}" for each in lists]
    prettier = projects[0] / "node_modules/.bin/prettier"
    run([prettier, "--check", *ignored, *projects], workshop.root, timeout=300).check()


def test_all_type_check(workshop: Workshop, node: str) -> None:
    projects = [workshop.with_node_modules(answers) for answers in _CHECKED]
    # One process for all: by itself, each would read the packages' thousands of types again.
    run(["node", _TYPE_CHECK, *projects], workshop.root, timeout=600).check()
    for project in projects:
        proved("type-checked", subject_of(project), "TypeScript's compiler")


def test_the_check_of_types_fails_for_each_project(workshop: Workshop, node: str) -> None:
    two = [Answers(sdk="3"), Answers()]
    projects = [
        workshop.copy(workshop.with_node_modules(each), workshop.root / f"wrong-{each.name}")
        for each in two
    ]
    for project in projects:
        (project / "lib/wrong.ts").write_text('export const wrong: number = "text";\n')
    done = run(["node", _TYPE_CHECK, *projects], workshop.root, timeout=300)
    assert (done.code, done.output.count("lib/wrong.ts(1,14): error TS2322")) == (1, 2), done.output


@pytest.mark.parametrize("answers", _FASTAPI, ids=lambda answers: answers.name)
def test_python_is_formatted_and_type_checks(workshop: Workshop, answers: Answers) -> None:
    project = workshop.render(answers)
    python = workshop.python()
    run([python, "-m", "ruff", "format", "--check", "."], project, timeout=60).check()
    run([python, "-m", "ruff", "check", "."], project, timeout=60).check()
    cache = workshop.root / "mypy-cache"
    run([python, "-m", "mypy", "--cache-dir", cache], project, timeout=180).check()
