"""Fixtures of the end-to-end tests: projects, packages and served apps, shared by the session."""

import shutil
from pathlib import Path

import pytest

from .answers import Answers
from .workshop import Workshop

_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and drop the samples that a project does not have."""
    items[:] = [item for item in items if _is_possible(item)]
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.e2e)
            # One worker per registry, so that packages are installed once.
            python = "fastapi" in item.nodeid or "python" in item.nodeid
            item.add_marker(pytest.mark.xdist_group("pypi" if python else "npm"))


def _is_possible(item: pytest.Item) -> bool:
    asked = getattr(getattr(item, "callspec", None), "params", {})
    answers, kind = asked.get("answers"), asked.get("kind", "event")
    return not isinstance(answers, Answers) or kind in ("event", *answers.kinds)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Give the place where projects are made; npm and Node must be there for half of them."""
    root = tmp_path_factory.mktemp("workshop")
    home = root / "home"
    home.mkdir()
    return Workshop(root, home)


@pytest.fixture(scope="session")
def node() -> str:
    """Give Node's path, or skip: projects for Next.js cannot be tried without it."""
    path = shutil.which("node")
    if path is None or shutil.which("npm") is None:
        pytest.skip("Node and npm are not installed")
    return path
