"""Next.js projects from npm: type-checked, tested, built, served, every sample driven."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .answers import FULL_NEXTJS, Answers
from .drives import DRIVES, World, drive
from .serving import registered, synced
from .workshop import Workshop


# What `next dev` serves of the third is seen in `test_development.py`: that it builds, in two.
@pytest.fixture(scope="module", params=FULL_NEXTJS[:2], ids=lambda answers: answers.name)
def answers(request: pytest.FixtureRequest, node: str) -> Answers:
    """Give the answers of one full project."""
    assert isinstance(request.param, Answers)
    return request.param


@pytest.fixture(scope="module")
def project(answers: Answers, workshop: Workshop) -> Path:
    """Give the project with its packages from npm."""
    return workshop.npm_installed(answers)


@pytest.fixture(scope="module")
def built(project: Path, workshop: Workshop) -> Path:
    """Give the project after `npm run build`."""
    workshop.npm(project, "run", "build").check()
    return project


@pytest.fixture(scope="module")
def world(answers: Answers, built: Path) -> Iterator[World]:
    """Give the built project, served and synced."""
    command = ["npm", "run", "start", "--", "--hostname", "127.0.0.1", "--port", "{port}"]
    with synced(answers, built, command) as world:
        yield world


def test_its_tests_pass(project: Path, workshop: Workshop) -> None:
    workshop.npm(project, "run", "test").check()


# That every project is formatted and type-checks is seen in `test_matrix.py`.
@pytest.mark.parametrize("script", ["typecheck", "test", "format:check"])
def test_script_of_a_project_without_more(workshop: Workshop, node: str, script: str) -> None:
    workshop.npm(workshop.npm_installed(FULL_NEXTJS[2]), "run", script).check()


def test_serves_every_function(world: World) -> None:
    assert registered(world) == world.answers.triggers
    assert registered(world, in_band=True) == world.answers.triggers


@pytest.mark.parametrize("kind", DRIVES)
def test_sample_runs_to_its_end(world: World, kind: str) -> None:
    drive(world, kind)
