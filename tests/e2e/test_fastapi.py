"""FastAPI projects from PyPI: type-checked, tested, served, every sample driven."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .answers import FULL_FASTAPI, Answers
from .drives import DRIVES, World, drive
from .processes import run
from .serving import registered, synced
from .workshop import Workshop


@pytest.fixture(scope="module", params=FULL_FASTAPI, ids=lambda answers: answers.name)
def answers(request: pytest.FixtureRequest) -> Answers:
    """Give the answers of one full project."""
    assert isinstance(request.param, Answers)
    return request.param


@pytest.fixture(scope="module")
def project(answers: Answers, workshop: Workshop) -> Path:
    """Give the project as made."""
    return workshop.render(answers)


@pytest.fixture(scope="module")
def python(project: Path, workshop: Workshop) -> Path:
    """Give the project's own interpreter, with its packages from PyPI."""
    return workshop.environment(project)


@pytest.fixture(scope="module")
def world(answers: Answers, project: Path, python: Path) -> Iterator[World]:
    """Give the project, served and synced."""
    command: list[str | Path] = [
        python,
        "-m",
        "uvicorn",
        "app.main:app",
        "--host",
        "127.0.0.1",
        "--port",
        "{port}",
    ]
    with synced(answers, project, command) as world:
        yield world


@pytest.mark.parametrize(
    "words",
    [["mypy"], ["pytest", "-q"], ["ruff", "check"], ["ruff", "format", "--check"]],
    ids=lambda words: " ".join(words),
)
def test_tool(project: Path, python: Path, words: list[str]) -> None:
    run([python, "-m", *words], project, timeout=180).check()


def test_serves_every_function(world: World) -> None:
    assert registered(world) == world.answers.triggers


@pytest.mark.parametrize("kind", DRIVES)
def test_sample_runs_to_its_end(world: World, kind: str) -> None:
    drive(world, kind)
